package dev.workbench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by a Podman of this machine, with a service and a storage of its own. */
@EnabledIf("podmanIsInstalled")
final class PodmanEngineIT extends EngineContract {
    @TempDir
    static Path directory;

    private static Optional<Process> service = Optional.empty();

    static boolean podmanIsInstalled() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "podman")));
    }

    @Override
    protected Map<String, String> environment() throws IOException, InterruptedException {
        var socket = directory.resolve("podman.sock");
        // A test machine may itself be a container, in which limits can only be lowered.
        var configuration = Files.writeString(
                directory.resolve("containers.conf"),
                "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=4096:4096\"]\n");
        var builder = new ProcessBuilder(
                        "podman",
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

    @Override
    protected void stopEngine() throws InterruptedException {
        if (service.isPresent()) {
            service.get().destroy();
            service.get().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
