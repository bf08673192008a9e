package dev.workbench.image;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets one command at a time bake a key. The others follow what it says, and then find the image; when it dies, the
 * operating system gives its lock to one of them.
 */
public final class BakeLock {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path directory;

    /** {@code directory} holds an empty file per key that was ever baked; it may be missing. */
    public BakeLock(Path directory) {
        this.directory = directory;
    }

    /** Waits for the right to bake. Where no lock can be had, as in a cache that cannot be written, it is there at once. */
    Held take(String key, Progress progress) {
        var name = key.replace(':', '-');
        var news = directory.resolve(name + ".news");
        try {
            Files.createDirectories(directory);
            var channel = open(directory.resolve(name + ".lock"));
            try {
                if (lock(channel).isEmpty()) {
                    progress.note("another command bakes this image; waiting for it");
                    follow(channel, news, progress);
                }
                return new Held(Optional.of(channel), BakeNews.tell(news, progress));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            progress.warn("two commands that need the same image may both bake it, because there can be no lock in "
                    + directory + ": " + Reason.of(e));
            return new Held(Optional.empty(), BakeNews.silent(progress));
        }
    }

    /** Every user who can write in the directory may lock: what is in the file does not matter, and nothing is. */
    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            } catch (IOException another) {
                // Somebody else has made it meanwhile.
            }
            return channel;
        }
    }

    private static void follow(FileChannel channel, Path news, Progress progress) throws IOException {
        try (var hearing = new BakeNews.Hearing(news, progress)) {
            do {
                pause();
                hearing.forward();
            } while (lock(channel).isEmpty());
            hearing.forward();
        }
    }

    /** Empty when another process has it, or another thread of this one. */
    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted")
                    .causedBy(e);
        }
    }

    /** The right to bake. */
    static final class Held implements AutoCloseable {
        private final Optional<FileChannel> channel;
        private final BakeNews.Telling news;

        private Held(Optional<FileChannel> channel, BakeNews.Telling news) {
            this.channel = channel;
            this.news = news;
        }

        /** Where the bake tells what it does: its own user, and whoever waits. */
        Progress progress() {
            return news;
        }

        @Override
        public void close() {
            news.close();
            if (channel.isPresent()) {
                try {
                    channel.get().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
