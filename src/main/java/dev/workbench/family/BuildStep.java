package dev.workbench.family;

import java.util.List;

/** One thing an author does to a machine before its disk becomes an image. What, never where. */
public sealed interface BuildStep {
    /**
     * Copies a file or directory of the family.
     *
     * @param source path inside the family directory, relative, with {@code /}; checked to stay inside it
     * @param destination path on the VM; a relative one is relative to the admin user's home
     */
    record File(String source, String destination) implements BuildStep {}

    /** Runs the commands in one shell as the admin user. */
    record Shell(List<String> commands) implements BuildStep {
        public Shell {
            commands = List.copyOf(commands);
        }
    }
}
