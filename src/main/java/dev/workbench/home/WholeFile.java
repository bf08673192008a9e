package dev.workbench.home;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
        replace(file, content, false);
    }

    /**
     * The same for what cannot be made again: it is on the disk when this returns. Its directory has to be there, because
     * one that somebody has removed meanwhile must not come back.
     */
    public static void writeDurably(Path file, Content content) throws IOException {
        replace(file, content, true);
    }

    private static void replace(Path file, Content content, boolean durable) throws IOException {
        var draft = file.resolveSibling(".draft-" + UUID.randomUUID());
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.write(out);
                out.flush();
                if (durable) {
                    channel.force(true);
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
