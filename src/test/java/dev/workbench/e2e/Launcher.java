package dev.workbench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code ./workbench} as a user would, with a state directory of its own. */
record Launcher(Map<String, String> variables) {
    private static final long LIMIT_MINUTES = 15;

    static Launcher with(Path state) {
        return new Launcher(Map.of("XDG_STATE_HOME", state.toString()));
    }

    /** The same with one more environment variable. */
    Launcher with(String name, String value) {
        var more = new HashMap<>(variables);
        more.put(name, value);
        return new Launcher(Map.copyOf(more));
    }

    record Result(int exit, String out, String err) {}

    Process start(Path out, Path err, String... words) throws IOException {
        var command = new ArrayList<>(List.of("./workbench"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }

    Result run(String... words) throws Exception {
        var out = Files.createTempFile("workbench-out", ".txt");
        var err = Files.createTempFile("workbench-err", ".txt");
        try {
            var process = start(out, err, words);
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
