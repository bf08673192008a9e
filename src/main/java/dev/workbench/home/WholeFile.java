package dev.workbench.home;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that appear whole or not at all, whoever else writes the same one at that time. They get the permissions
 * that the user's umask says, so that the members of a group can share a cache.
 */
public final class WholeFile {
    private WholeFile() {}

    /** What a file gets. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes a file in place of the one that may be there; its directory is made when it is missing. */
    public static void write(Path file, Content content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        var draft = file.resolveSibling(".draft-" + UUID.randomUUID());
        try {
            try (var out = new BufferedOutputStream(
                    Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16)) {
                content.write(out);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
