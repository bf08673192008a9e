package dev.workbench.environment.copy;

import dev.workbench.progress.Progress;
import dev.workbench.remote.ModeBits;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files and directories of this machine into a tar, links as links. */
final class TarWriter implements Closeable {
    private final TarArchiveOutputStream tar;
    private final Progress progress;

    TarWriter(OutputStream out, Progress progress) {
        this.tar = Tars.writing(out);
        this.progress = progress;
    }

    void add(Path path, String name) throws IOException {
        var attributes = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            put(new TarArchiveEntry(name + "/"), attributes);
            tar.closeArchiveEntry();
            try (var entries = Files.newDirectoryStream(path)) {
                for (var entry : entries) {
                    add(entry, name + "/" + entry.getFileName());
                }
            }
        } else if (attributes.isSymbolicLink()) {
            var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(path).toString());
            put(entry, attributes);
            tar.closeArchiveEntry();
        } else if (attributes.isRegularFile()) {
            var entry = new TarArchiveEntry(name);
            entry.setSize(attributes.size());
            put(entry, attributes);
            content(path, attributes.size());
            tar.closeArchiveEntry();
        } else {
            progress.warn("not copied, as it is neither a file, a directory nor a link: " + path);
        }
    }

    private void put(TarArchiveEntry entry, PosixFileAttributes attributes) throws IOException {
        entry.setMode((entry.getMode() & ~0777) | ModeBits.of(attributes.permissions()));
        entry.setModTime(attributes.lastModifiedTime());
        tar.putArchiveEntry(entry);
    }

    /** Just as much as the header says: a file that grows meanwhile would spoil the stream. */
    private void content(Path path, long size) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var buffer = new byte[64 * 1024];
            for (var left = size; left > 0; ) {
                var n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new IOException(path + " became shorter while it was copied");
                }
                tar.write(buffer, 0, n);
                left -= n;
            }
        }
    }

    @Override
    public void close() throws IOException {
        tar.finish();
        tar.flush();
    }
}
