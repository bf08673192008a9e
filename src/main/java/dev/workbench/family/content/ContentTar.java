package dev.workbench.family.content;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A listing's files as a tar stream, made while it is read: nothing is copied on disk and memory is constant.
 *
 * <p>Everything belongs to root, has the modes of the listing and one fixed time. What is streamed is what was listed: a
 * file that has changed since then makes the stream fail.
 */
public final class ContentTar extends InputStream {
    /** After 1980, before which ZIP files, and so Python's wheels, know no time. */
    private static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

    private static final int CHUNK = 256 * 1024;

    private final Path root;
    private final UnaryOperator<String> naming;
    private final Iterator<ContentEntry> entries;
    private final Pending pending = new Pending();
    private final TarArchiveOutputStream tar;
    private final byte[] chunk = new byte[CHUNK];
    private final Hasher hasher;
    private @Nullable Copy copy;
    private long copied;
    private boolean finished;

    /** A file that is being copied into the tar. */
    private record Copy(ContentEntry.File file, Path path, InputStream in) {}

    private ContentTar(Path root, UnaryOperator<String> naming, Iterator<ContentEntry> entries, long bytes) {
        this.root = root;
        this.naming = naming;
        this.entries = entries;
        this.hasher = Sha256.hasher(bytes);
        this.tar = new TarArchiveOutputStream(pending, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /**
     * What was listed below a directory, by the same names.
     *
     * @param root the directory that was listed
     */
    public static ContentTar of(Path root, ContentListing content) {
        return new ContentTar(root, UnaryOperator.identity(), content.entries().iterator(), content.bytes());
    }

    /**
     * What was listed, under another name: a directory becomes {@code name/} and {@code name/…}, a single file {@code
     * name}.
     *
     * @param root the directory or the file that was listed
     */
    public static ContentTar of(Path root, ContentListing content, String name) {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return new ContentTar(root, path -> name, content.entries().iterator(), content.bytes());
        }
        var all = Stream.concat(Stream.of(new ContentEntry.Directory("")), content.entries().stream());
        return new ContentTar(root, path -> path.isEmpty() ? name : name + "/" + path, all.iterator(), content.bytes());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (pending.isEmpty() && !finished) {
            produce();
        }
        return pending.take(into, offset, length);
    }

    /** Makes the next piece: a chunk of a file, an entry's header, or the end. */
    private void produce() throws IOException {
        if (copy != null) {
            copyChunk(copy);
        } else if (entries.hasNext()) {
            begin(entries.next());
        } else {
            tar.finish();
            finished = true;
        }
    }

    private void begin(ContentEntry entry) throws IOException {
        var name = naming.apply(entry.path());
        switch (entry) {
            case ContentEntry.Directory directory -> put(new TarArchiveEntry(name + "/"), 0755);
            case ContentEntry.Link link -> {
                var header = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                header.setLinkName(link.target());
                put(header, 0777);
            }
            case ContentEntry.File file -> {
                var path = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
                        ? FileNames.resolve(root, file.path())
                        : root;
                open(file, path);
                var header = new TarArchiveEntry(name);
                header.setSize(file.size());
                tar.putArchiveEntry(stamped(header, file.mode()));
            }
        }
    }

    private void put(TarArchiveEntry header, int mode) throws IOException {
        tar.putArchiveEntry(stamped(header, mode));
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry stamped(TarArchiveEntry header, int mode) {
        header.setMode(mode);
        header.setIds(0, 0);
        header.setNames("root", "root");
        header.setLastModifiedTime(FileTime.from(TIME));
        return header;
    }

    private void open(ContentEntry.File file, Path path) {
        try {
            copy = new Copy(file, path, Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            hasher.reset();
            copied = 0;
        } catch (IOException e) {
            throw changed(path).details(Reason.of(e)).causedBy(e);
        }
    }

    private void copyChunk(Copy current) throws IOException {
        var read = current.in().read(chunk);
        if (read > 0) {
            hasher.update(chunk, read);
            copied += read;
            if (copied > current.file().size()) {
                throw changed(current.path()); // the header has promised less
            }
            tar.write(chunk, 0, read);
            return;
        }
        current.in().close();
        copy = null;
        if (!hasher.hex().equals(current.file().sha256())) {
            throw changed(current.path());
        }
        tar.closeArchiveEntry();
    }

    private static WorkbenchException changed(Path path) {
        return WorkbenchException.badInput("files_changed", "the file changed while the task family was being read")
                .at(path.toString())
                .hint("try again when nothing writes to it");
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            copy.in().close();
            copy = null;
        }
        hasher.close();
        finished = true;
    }
}
