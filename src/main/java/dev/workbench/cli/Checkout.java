package dev.workbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the repository that a command works in is checked out: what code hosts tell files relative to. */
final class Checkout {
    private Checkout() {}

    /** A CI job's checkout, else the nearest directory with {@code .git}, else {@code here}; symlinks resolved. */
    static Path root(Map<String, String> variables, Path here) {
        var start = real(here);
        var workspace = variables.getOrDefault("GITHUB_WORKSPACE", "");
        if (!workspace.isEmpty() && start.startsWith(real(Path.of(workspace)))) {
            return real(Path.of(workspace));
        }
        for (var directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(".git"))) {
                return directory;
            }
        }
        return start;
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory.toAbsolutePath().normalize();
        }
    }
}
