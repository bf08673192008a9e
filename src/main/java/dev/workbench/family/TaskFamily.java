package dev.workbench.family;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A task family on disk, found and checked as far as that goes without running its code.
 *
 * @param name the directory's name
 * @param directory absolute, symlinks resolved
 * @param module the file {@code <name>.py}, absent when the manifest stands alone
 */
public record TaskFamily(String name, Path directory, Optional<Path> module, Optional<Manifest> manifest) {
    public boolean hasPython() {
        return module.isPresent();
    }
}
