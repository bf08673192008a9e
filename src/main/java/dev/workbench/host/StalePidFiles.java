package dev.workbench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Files that say that an engine is running when it is not: what remains when a machine was stopped hard, or copied while it
 * ran. The engine believes them as soon as any process has the number.
 */
final class StalePidFiles {
    private static final Map<String, String> PROGRAMS =
            Map.of("run/docker.pid", "dockerd", "run/docker/containerd/containerd.pid", "containerd");

    private StalePidFiles() {}

    /** Removes those whose number is not that program's. {@code root} is the directory that stands for {@code /}. */
    static void remove(Path root) {
        PROGRAMS.forEach((file, program) -> {
            var path = root.resolve(file);
            try {
                if (Files.exists(path) && !runs(root, Files.readString(path).strip(), program)) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                return; // the engine itself says what is wrong with it
            }
        });
    }

    private static boolean runs(Path root, String number, String program) throws IOException {
        var name = root.resolve("proc").resolve(number).resolve("comm");
        return Files.exists(name) && Files.readString(name).strip().equals(program);
    }
}
