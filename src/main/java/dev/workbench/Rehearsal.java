package dev.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the launcher runs once per build to make the AOT cache: whatever is loaded here starts quickly afterwards. The
 * commands meet a rehearsed engine and a home of their own, so that nothing has to be there and nothing is changed.
 */
final class Rehearsal {
    private static final String FAMILY = "counting";
    private static final String BAKED_FAMILY = "baked";

    private static final Set<String> FAMILIES = Set.of(FAMILY, BAKED_FAMILY);

    /** What somebody waits for at the keyboard: it needs half of what the rest needs, and no engine. */
    private static final List<List<String>> TYPING = List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("words", "environments"),
            List.of("words", "tasks", "--", "run", FAMILY),
            List.of("words", "tasks", "--", "run", BAKED_FAMILY));

    private static final List<List<String>> COMMANDS = List.of(
            List.of("run", "--help"),
            List.of("run", FAMILY, "main", "--submission", "1"),
            List.of("run", FAMILY, "main", "--submission", "1", "--keep", "always", "-o", "json"),
            List.of("score", "--submission", "1", "-o", "json"),
            List.of("list"),
            List.of("list", "-o", "json"),
            List.of("show"),
            List.of("logs"),
            // Never the account: a rehearsal is nothing that its owner has asked for.
            List.of("vm", "images", "list", "--only", "local"),
            List.of("vm", "images", "explain", "--vm", "docker", BAKED_FAMILY, "main"),
            List.of("destroy", "--all"));

    private static final String SOURCE = """
            class TaskFamily:
                @staticmethod
                def get_tasks():
                    return {"main": {}}
            """;
    private static final String MANIFEST = """
            tasks:
              main:
                resources:
                  cpus: 1
                  memory_gb: 1
            """;

    private static final String BAKED_MANIFEST = """
            tasks:
              main:
                instructions: Look.
                score: {command: echo 1}
                aux_vm:
                  cpu_count_range: [1, 1]
                  ram_gib_range: [1, 1]
                  base_image_type: debian-12
                  build_steps:
                    - {type: file, source: data, destination: data}
                    - {type: shell, commands: ["true"]}
            """;

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        var place = Files.createTempDirectory("workbench-rehearsal");
        try {
            var exits = List.of(args).equals(List.of("typing")) ? performTyping(place) : perform(place);
            exits.forEach((command, exit) -> System.out.println(exit + " " + command));
        } finally {
            delete(place);
        }
        // Leaving is rehearsed too: the first System.exit of a process loads the JDK's logging.
        System.exit(0);
    }

    /**
     * Runs all commands.
     *
     * @param place an empty directory
     * @return each command's exit code
     */
    static Map<List<String>, Integer> perform(Path place) throws IOException {
        var exits = performTyping(place);
        try (var engine = RehearsedEngine.start(place.resolve("engine.sock"))) {
            exits.putAll(run(COMMANDS, place, Map.of("DOCKER_HOST", engine.address())));
        }
        return exits;
    }

    private static Map<List<String>, Integer> performTyping(Path place) throws IOException {
        var family = Files.createDirectory(place.resolve(FAMILY));
        Files.writeString(family.resolve("counting.py"), SOURCE);
        Files.writeString(family.resolve("manifest.yaml"), MANIFEST);
        var baked = Files.createDirectory(place.resolve(BAKED_FAMILY));
        Files.writeString(baked.resolve("manifest.yaml"), BAKED_MANIFEST);
        Files.write(Files.createDirectory(baked.resolve("data")).resolve("large"), new byte[9 << 20]);
        return run(TYPING, place, Map.of());
    }

    private static Map<List<String>, Integer> run(
            List<List<String>> commands, Path place, Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("HOME", place.toString());
        var host = Main.nowhere(Map.copyOf(all));
        var exits = new LinkedHashMap<List<String>, Integer>();
        for (var command : commands) {
            var words = command.stream()
                    .map(word -> FAMILIES.contains(word) ? place.resolve(word).toString() : word);
            exits.put(command, Main.run(host, words.toArray(String[]::new)));
        }
        return exits;
    }

    private static void delete(Path directory) throws IOException {
        try (var entries = Files.walk(directory)) {
            entries.sorted((a, b) -> b.compareTo(a)).forEach(entry -> {
                try {
                    Files.delete(entry);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
