package dev.workbench.family.content;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The hashes that files of one tree had before, so that a large tree is not read again to learn that it is the same.
 *
 * <p>A hash is remembered with everything that changes when a file does: size, modification time, change time (which
 * nobody can set), inode and device. A file that changed just before it was read is not remembered: its next change might
 * bear the same time.
 */
final class HashMemory {
    private static final int FORMAT = 0x77620001;
    private static final long SETTLED = Duration.ofSeconds(3).toNanos();

    private final Optional<Path> file;
    private final Map<String, Remembered> before;
    private final Map<String, Remembered> now = new ConcurrentHashMap<>();
    private final long opened;

    /** All that changes when a file changes; times in nanoseconds since 1970. */
    record Stamp(long size, long modified, long changed, long inode, long device) {}

    private record Remembered(Stamp stamp, String sha256) {}

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

    /** The stamp of a file, to be taken before it is read; empty when nothing is remembered anyway. */
    Optional<Stamp> stamp(Path path) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var attributes =
                Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,ino,dev", LinkOption.NOFOLLOW_LINKS);
        return Optional.of(new Stamp(
                number(attributes, "size"),
                time(attributes, "lastModifiedTime"),
                time(attributes, "ctime"),
                number(attributes, "ino"),
                number(attributes, "dev")));
    }

    Optional<String> recall(String path, Stamp stamp) {
        var remembered = before.get(path);
        if (remembered == null || !remembered.stamp().equals(stamp)) {
            return Optional.empty();
        }
        now.put(path, remembered);
        return Optional.of(remembered.sha256());
    }

    void remember(String path, Stamp stamp, String sha256) {
        if (Math.max(stamp.modified(), stamp.changed()) < opened - SETTLED) {
            now.put(path, new Remembered(stamp, sha256));
        }
    }

    /** Keeps what was recalled and remembered since it was opened. That it cannot is no failure. */
    void save() {
        if (file.isEmpty() || now.equals(before)) {
            return;
        }
        try {
            var directory = file.get().resolveSibling("");
            Files.createDirectories(directory);
            var draft = Files.createTempFile(directory, "draft", "");
            try {
                write(draft);
                Files.move(draft, file.get(), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            System.getLogger(HashMemory.class.getName())
                    .log(System.Logger.Level.DEBUG, "file hashes are not remembered", e);
        }
    }

    private void write(Path draft) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16))) {
            out.writeInt(FORMAT);
            out.writeInt(now.size());
            for (var entry : now.entrySet()) {
                var stamp = entry.getValue().stamp();
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue().sha256());
                out.writeLong(stamp.size());
                out.writeLong(stamp.modified());
                out.writeLong(stamp.changed());
                out.writeLong(stamp.inode());
                out.writeLong(stamp.device());
            }
        }
    }

    /** Whatever is wrong with the file, forgetting is right. */
    private static Map<String, Remembered> read(Path file) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readInt() != FORMAT) {
                return Map.of();
            }
            var count = in.readInt();
            var read = new HashMap<String, Remembered>();
            for (var i = 0; i < count; i++) {
                var path = in.readUTF();
                var sha256 = in.readUTF();
                var stamp = new Stamp(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
                read.put(path, new Remembered(stamp, sha256));
            }
            return read;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) attributes.getOrDefault(name, 0L)).longValue();
    }

    private static long time(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }
}
