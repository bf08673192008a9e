package dev.workbench.engine;

import dev.workbench.host.TestProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by Podman, with a service and a storage of its own. */
final class PodmanEngineIT extends EngineContract {
    @TempDir
    static Path directory;

    private static Optional<Process> service = Optional.empty();

    @Override
    protected Map<String, String> environment() throws IOException, InterruptedException {
        var podman = podman();
        var socket = directory.resolve("podman.sock");
        // A test machine may itself be a container, in which limits can only be lowered.
        var configuration = Files.writeString(
                directory.resolve("containers.conf"),
                "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=4096:4096\"]\n");
        var builder = new ProcessBuilder(
                        podman.toString(),
                        "--root=" + directory.resolve("root"),
                        "--runroot=" + directory.resolve("run"),
                        "--storage-driver=vfs",
                        "--cgroup-manager=cgroupfs",
                        "system",
                        "service",
                        "--time=0",
                        "unix://" + socket)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().put("CONTAINERS_CONF", configuration.toString());
        service = Optional.of(builder.start());
        for (int i = 0; i < 200 && !Files.exists(socket); i++) {
            Thread.sleep(50);
        }
        return Map.of("DOCKER_HOST", "unix://" + socket);
    }

    private static Path podman() throws IOException, InterruptedException {
        try {
            return TestProgram.ready(List.of("podman"), List.of("podman crun"));
        } catch (IllegalStateException e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    @Override
    protected void stopEngine() throws InterruptedException {
        if (service.isPresent()) {
            service.get().destroy();
            service.get().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
