package dev.workbench.lint;

import java.util.Collection;
import java.util.Comparator;

/** Applies the edits of findings to a command. */
public final class Fixes {
    private Fixes() {}

    /** The command with all edits; those at one place in the order of the findings. */
    public static String apply(String command, Collection<Finding> findings) {
        var edits = findings.stream()
                .flatMap(finding -> finding.edits().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Finding.Edit::start))
                .toList();
        var text = new StringBuilder();
        var at = 0;
        for (var edit : edits) {
            text.append(command, at, edit.start()).append(edit.text());
            at = edit.end();
        }
        return text.append(command.substring(at)).toString();
    }
}
