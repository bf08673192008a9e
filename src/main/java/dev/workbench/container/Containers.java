package dev.workbench.container;

import dev.workbench.remote.Streams;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of a container engine. Containers are named by id or by name. */
public interface Containers {
    /** Creates a container (not started) and returns its id. A name that is taken is an error. */
    String create(ContainerSpec spec);

    void start(String container);

    /** Waits for the main process to end and returns its exit code; empty when the time is up. */
    Optional<Integer> await(String container, Duration limit);

    /** Sends SIGTERM, then SIGKILL after the grace period. A stopped or missing container is fine. */
    void stop(String container, Duration grace);

    /** Kills and removes a container with its anonymous volumes. */
    void remove(String container);

    Optional<ContainerInfo> inspect(String container);

    /** All containers, running or not, that carry all the given labels. */
    List<ContainerInfo> containers(Map<String, String> labels);

    /**
     * Runs a command in a running container until it ends, and returns its exit code.
     *
     * <p>{@code streams.stdin()} is pumped in until its end, which closes the command's standard input. An interrupt of
     * the calling thread ends the call with an exception whose exit code is {@code INTERRUPTED}.
     */
    int exec(String container, Exec exec, Streams streams);

    /** Unpacks a tar (plain or gzip; numeric owners count) into a directory of a container, running or not. */
    void upload(String container, String directory, InputStream tar);

    /** A path of a container as a tar whose top entry is the path's last name. */
    InputStream download(String container, String path);

    /** The last lines of what the main process wrote; {@code lines} 0 for all. */
    String logs(String container, int lines);
}
