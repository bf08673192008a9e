package dev.workbench.family.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.home.WholeFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The hashes that files of one tree had before, so that a large tree is not read again to learn that it is the same.
 *
 * <p>A hash is remembered with everything that changes when a file does: size, modification time, change time (which
 * nobody can set), inode and device. A file that changed just before it was read is not remembered: its next change might
 * bear the same time.
 */
final class HashMemory {
    private static final int FORMAT = 0x77620002;
    private static final long SETTLED = Duration.ofSeconds(3).toNanos();

    private final Optional<Path> file;
    private final Map<String, Remembered> before;
    private final Map<String, Remembered> now = new ConcurrentHashMap<>();
    private final AtomicBoolean isNew = new AtomicBoolean();
    private final long opened;

    private record Remembered(long size, long modified, long changed, long inode, long device, String sha256) {
        static Remembered of(FileFacts facts, String sha256) {
            return new Remembered(
                    facts.size(), facts.modified(), facts.changed(), facts.inode(), facts.device(), sha256);
        }

        boolean fits(FileFacts facts) {
            return size == facts.size()
                    && modified == facts.modified()
                    && changed == facts.changed()
                    && inode == facts.inode()
                    && device == facts.device();
        }
    }

    private HashMemory(Optional<Path> file, Map<String, Remembered> before, long opened) {
        this.file = file;
        this.before = before;
        this.opened = opened;
    }

    /** Remembers nothing. */
    static HashMemory none() {
        return new HashMemory(Optional.empty(), Map.of(), 0);
    }

    /**
     * What is remembered of a tree.
     *
     * @param directory where memories are kept, one file per tree
     */
    static HashMemory of(Path root, Path directory, Clock clock) {
        var file = directory.resolve(Sha256.hex(root.toUri().toString()).substring(0, 32));
        var opened = FileTime.from(clock.instant()).to(TimeUnit.NANOSECONDS);
        return new HashMemory(Optional.of(file), read(file), opened);
    }

    /** @param facts as they are now */
    Optional<String> recall(String path, FileFacts facts) {
        var remembered = before.get(path);
        if (remembered == null || !remembered.fits(facts)) {
            return Optional.empty();
        }
        now.put(path, remembered);
        return Optional.of(remembered.sha256());
    }

    /** @param facts as they were before the file was read */
    void remember(String path, FileFacts facts, String sha256) {
        if (file.isPresent() && Math.max(facts.modified(), facts.changed()) < opened - SETTLED) {
            now.put(path, Remembered.of(facts, sha256));
            isNew.set(true);
        }
    }

    /** Keeps what was recalled and remembered since it was opened. That it cannot is no failure. */
    void save() {
        if (file.isEmpty() || (!isNew.get() && now.size() == before.size())) {
            return;
        }
        try {
            WholeFile.write(file.get(), out -> write(new DataOutputStream(out)));
        } catch (IOException e) {
            System.getLogger(HashMemory.class.getName())
                    .log(System.Logger.Level.DEBUG, "file hashes are not remembered", e);
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(now.size());
        for (var entry : now.entrySet()) {
            var file = entry.getValue();
            write(out, entry.getKey());
            write(out, file.sha256());
            out.writeLong(file.size());
            out.writeLong(file.modified());
            out.writeLong(file.changed());
            out.writeLong(file.inode());
            out.writeLong(file.device());
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Whatever is wrong with the file, forgetting is right. */
    private static Map<String, Remembered> read(Path file) {
        try {
            var in = ByteBuffer.wrap(Files.readAllBytes(file));
            if (in.getInt() != FORMAT) {
                return Map.of();
            }
            var count = in.getInt();
            var read = new HashMap<String, Remembered>();
            for (var i = 0; i < count; i++) {
                var path = text(in);
                var sha256 = text(in);
                read.put(
                        path,
                        new Remembered(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), sha256));
            }
            return read;
        } catch (IOException | BufferUnderflowException e) {
            return Map.of();
        }
    }

    private static String text(ByteBuffer in) {
        var length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
