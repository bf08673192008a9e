package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Quoted;
import java.util.Collection;
import java.util.Optional;

/**
 * What a task may be called: any text of 1 to 200 characters without control characters that does not start with
 * {@code -} or {@code @} and has no blanks around it, so that it can be typed as an argument.
 */
public final class TaskNames {
    private static final int LONGEST = 200;

    private TaskNames() {}

    /** Why a name cannot be a task's, if it cannot. */
    public static Optional<String> complaint(String name) {
        if (name.isBlank()) {
            return Optional.of("a task's name must not be empty");
        } else if (!name.equals(name.strip())) {
            return Optional.of("a task's name must not start or end with a blank");
        } else if (name.startsWith("-") || name.startsWith("@")) {
            return Optional.of("a task's name must not start with '" + name.charAt(0) + "'");
        } else if (name.codePointCount(0, name.length()) > LONGEST) {
            return Optional.of("a task's name must not be longer than " + LONGEST + " characters");
        } else if (name.codePoints().anyMatch(TaskNames::unprintable)) {
            return Optional.of("a task's name must not contain control characters");
        }
        return Optional.empty();
    }

    /** @throws WorkbenchException (exit code 2) naming the first name in the family's code that cannot be a task's */
    public static void check(TaskFamily family, Collection<String> names) {
        for (var name : names) {
            complaint(name).ifPresent(complaint -> {
                throw WorkbenchException.badInput("bad_task_name", complaint + ", not " + Quoted.of(name))
                        .at(place(family))
                        .hint("rename the task in get_tasks");
            });
        }
    }

    /** The failure for a task that the family does not have. */
    public static WorkbenchException missing(TaskFamily family, String task, Collection<String> tasks) {
        return WorkbenchException.badInput(
                        "no_such_task", "task family '" + family.name() + "' has no task '" + task + "'")
                .at(place(family))
                .hint(Nearest.hint("tasks", task, tasks));
    }

    private static String place(TaskFamily family) {
        return family.module()
                .or(() -> family.manifest().map(Manifest::file))
                .orElse(family.directory())
                .toString();
    }

    private static boolean unprintable(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
