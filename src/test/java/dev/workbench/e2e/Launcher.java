package dev.workbench.e2e;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code workbench} as a user would who has no cloud account, with a state directory of its own.
 *
 * @param directory where
 */
public record Launcher(Path directory, Map<String, String> variables) {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final long LIMIT_MINUTES = 15;

    public static Launcher with(Path state) {
        return new Launcher(REPOSITORY, Map.of("XDG_STATE_HOME", state.toString()));
    }

    public Launcher in(Path place) {
        return new Launcher(place, variables);
    }

    /** The same with one more environment variable. */
    Launcher with(String name, String value) {
        return with(Map.of(name, value));
    }

    public Launcher with(Map<String, String> others) {
        var all = new HashMap<>(variables);
        all.putAll(others);
        return new Launcher(directory, Map.copyOf(all));
    }

    public record Result(int exit, String out, String err) {}

    public Process start(Path out, Path err, String... words) throws IOException {
        return start(Redirect.from(Path.of("/dev/null").toFile()), out, err, words);
    }

    /** What is written to the process's output stream is typed into it. */
    Process startWithInput(Path out, Path err, String... words) throws IOException {
        return start(Redirect.PIPE, out, err, words);
    }

    private Process start(Redirect in, Path out, Path err, String... words) throws IOException {
        var command = new ArrayList<>(List.of(REPOSITORY.resolve("workbench").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    public Result run(String... words) throws Exception {
        return runWithInput("", words);
    }

    Result runWithInput(String input, String... words) throws Exception {
        var out = Files.createTempFile("workbench-out", ".txt");
        var err = Files.createTempFile("workbench-err", ".txt");
        try {
            var process = startWithInput(out, err, words);
            try (var keyboard = process.outputWriter(StandardCharsets.UTF_8)) {
                keyboard.write(input);
            } catch (IOException e) {
                // It ended without reading all of it.
            }
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Result(
                    process.waitFor(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
