package dev.workbench;

import java.util.List;
import java.util.Map;

/**
 * What the launcher runs once per build to make the AOT cache: whatever is loaded here starts quickly afterwards.
 * Nothing in it may need an engine, a network or a terminal, or change anything.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS =
            List.of(List.of("--help"), List.of("--version"), List.of("run", "--help"), List.of("list", "-o", "json"));

    private Rehearsal() {}

    public static void main(String[] args) {
        var host = Main.nowhere(Map.of("HOME", "/nonexistent"));
        COMMANDS.forEach(command -> Main.run(host, command.toArray(String[]::new)));
        // Leaving is rehearsed too: the first System.exit of a process loads the JDK's logging.
        System.exit(0);
    }
}
