package dev.workbench.packer;

import dev.workbench.family.BuildStep;

/** A build step in a few words, for messages. */
final class StepTitle {
    private static final int LONGEST = 72;

    private StepTitle() {}

    static String of(BuildStep step) {
        return switch (step) {
            case BuildStep.File file -> "file " + cut(file.source()) + " -> " + cut(file.destination());
            case BuildStep.Shell shell -> "shell: " + cut(String.join("\n", shell.commands()));
        };
    }

    /** The first line that says something, without control characters. */
    private static String cut(String text) {
        var line = text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("")
                .replaceAll("\\p{Cntrl}", "?");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
