package dev.workbench.lint;

import java.util.List;

/**
 * One breach of a rule.
 *
 * @param subject what breaks it, in a few words: {@code 'apt-get install'}
 * @param step index of the build step
 * @param command index of the command in a shell step; 0 for a file step
 * @param edits of that command's text, when the fix is mechanical
 */
public record Finding(Rule rule, String subject, int step, int command, List<Edit> edits) {
    public Finding {
        edits = List.copyOf(edits);
    }

    /** Puts a text in place of a part of a command; {@code start == end} inserts. */
    public record Edit(int start, int end, String text) {}

    /** A sentence without a full stop. */
    public String message() {
        return subject + ": " + rule.reason();
    }
}
