package dev.workbench.image;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
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
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets one command at a time bake a key. The others follow what it says, and then find the image; when it dies, the
 * operating system gives its lock to one of them.
 */
public final class BakeLock {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path directory;

    /** {@code directory} holds two small files per key that was ever baked; it may be missing. */
    public BakeLock(Path directory) {
        this.directory = directory;
    }

    Held take(String key, Progress progress) {
        var name = key.replace(':', '-');
        var news = directory.resolve(name + ".news");
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(
                    directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (lock(channel).isEmpty()) {
                    progress.note("another command bakes this image; waiting for it");
                    follow(channel, news, progress);
                }
                return new Held(channel, BakeNews.tell(news, progress));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw WorkbenchException.notReady("cache_not_writable", "cannot lock the image cache: " + e.getMessage())
                    .at(directory.toString())
                    .causedBy(e);
        }
    }

    private static void follow(FileChannel channel, Path news, Progress progress) throws IOException {
        BakeNews.@Nullable Hearing hearing = null;
        try {
            do {
                pause();
                hearing = hearing == null ? hearing(news, progress) : hearing;
                if (hearing != null) {
                    hearing.forward();
                }
            } while (lock(channel).isEmpty());
        } finally {
            if (hearing != null) {
                hearing.close();
            }
        }
    }

    /** Whoever bakes has the lock a moment before there is anything to hear. */
    private static BakeNews.@Nullable Hearing hearing(Path news, Progress progress) throws IOException {
        try {
            return new BakeNews.Hearing(news, progress);
        } catch (NoSuchFileException e) {
            return null;
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
        private final FileChannel channel;
        private final BakeNews.Telling news;

        private Held(FileChannel channel, BakeNews.Telling news) {
            this.channel = channel;
            this.news = news;
        }

        /** Where the bake tells what it does: its own user, and whoever waits. */
        Progress progress() {
            return news;
        }

        @Override
        public void close() {
            try (channel) {
                news.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
