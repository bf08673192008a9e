package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;

/** How a user names a VM image: by its key, or as the one that a task needs now. */
public sealed interface ImageWord {
    /** A key or the beginning of one. */
    record Key(String beginning) implements ImageWord {}

    /** {@code FAMILY/TASK}: a family's directory and one of its tasks. */
    record Task(Path family, String task) implements ImageWord {}

    /** Anything with a slash is a task. */
    static ImageWord parse(String word) {
        var slash = word.lastIndexOf('/');
        if (slash < 0) {
            if (!word.matches("(sha256:)?[0-9A-Fa-f]{1,64}")) {
                throw WorkbenchException.badInput("bad_image", "'" + word + "' is neither an image key nor FAMILY/TASK")
                        .hint("see: workbench vm images list; the task of a family here is ./FAMILY/TASK");
            }
            return new Key(word);
        }
        if (slash == word.length() - 1) {
            throw WorkbenchException.badInput("bad_image", "'" + word + "' names no task")
                    .hint("give FAMILY/TASK: the family's directory and the name of one of its tasks");
        }
        return new Task(Path.of(slash == 0 ? "/" : word.substring(0, slash)), word.substring(slash + 1));
    }
}
