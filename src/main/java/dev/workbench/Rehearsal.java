package dev.workbench;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * What the launcher runs once per build to make the AOT cache: whatever is loaded here starts quickly afterwards.
 * Nothing in it may need an engine, a network or a terminal, or change anything.
 */
final class Rehearsal {

    private static final List<List<String>> COMMANDS = List.of(List.of("--help"), List.of("--version"));

    private Rehearsal() {}

    public static void main(String[] args) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        COMMANDS.forEach(command -> Main.run(nowhere, nowhere, command.toArray(String[]::new)));
    }
}
