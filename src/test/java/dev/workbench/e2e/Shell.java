package dev.workbench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs command lines by bash as a user would who has {@code workbench} on the {@code PATH}, no settings and no cloud account.
 *
 * @param directory where they run
 */
public record Shell(Path directory, Map<String, String> variables) {
    private static final long LIMIT_MINUTES = 5;

    public static Shell in(Path directory, Path state) {
        return new Shell(
                directory,
                Map.of(
                        "XDG_STATE_HOME",
                        state.toString(),
                        "XDG_CONFIG_HOME",
                        state.resolve("config").toString(),
                        "PATH",
                        Path.of("").toAbsolutePath() + ":" + System.getenv("PATH")));
    }

    public Shell with(Map<String, String> others) {
        var all = new HashMap<>(variables);
        all.putAll(others);
        return new Shell(directory, Map.copyOf(all));
    }

    Process start(String command, Path out, Path err) throws IOException {
        var builder = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("AWS_") || name.startsWith("GITHUB_") || name.startsWith("WORKBENCH_"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    public Launcher.Result run(String command) throws IOException, InterruptedException {
        var out = Files.createTempFile("shell-out", ".txt");
        var err = Files.createTempFile("shell-err", ".txt");
        try {
            var process = start(command, out, err);
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Launcher.Result(
                    process.waitFor(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
