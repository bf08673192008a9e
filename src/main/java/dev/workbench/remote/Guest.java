package dev.workbench.remote;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A machine reached over SSH, as one user; closing it ends the connection. */
public interface Guest extends AutoCloseable {
    /**
     * Runs a shell command until it ends, and returns its exit status (128 + n when a signal n ended it). An empty
     * command is the user's login shell.
     *
     * <p>{@code streams.stdin()} is pumped in until its end, which closes the command's standard input.
     */
    int exec(String command, Streams streams, Optional<Window> window);

    /**
     * Runs a command with a time limit and an output limit; what is over the output limit is dropped and said.
     *
     * @throws dev.workbench.error.WorkbenchException with exit code 5 when the time is up; the command is ended
     */
    Output run(String command, Duration limit, int outputBytes);

    /**
     * Copies a file to the path {@code to}, or a directory's content to {@code to/…}, over SFTP, keeping modes.
     *
     * <p>Paths that are not absolute are relative to the user's home. A single file appears whole or not at all.
     */
    default void upload(Path from, String to) {
        upload(from, to, Meter.NONE);
    }

    void upload(Path from, String to, Meter meter);

    /**
     * Copies a file to the path {@code to}, or a directory's content to {@code to/…}, over SFTP, keeping modes; nothing
     * is written outside {@code to}, whatever names and links the guest shows.
     */
    default void download(String from, Path to) {
        download(from, to, Meter.NONE);
    }

    void download(String from, Path to, Meter meter);

    /** A tar stream of a file or directory of the guest, for many small files at once; its top entry is the last name. */
    void readTar(String path, OutputStream tar);

    /** Unpacks a tar stream into a directory of the guest. */
    void writeTar(String directory, InputStream tar);

    @Override
    void close();

    /** What a command left: its exit status and its output streams, as text. */
    record Output(int status, String stdout, String stderr, boolean truncated) {}
}
