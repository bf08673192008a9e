package dev.workbench.image;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one process at a time bake a key: the others wait, and then find the image. */
public final class BakeLock {
    private final Path directory;

    /** {@code directory} holds one empty file per key that was ever baked; it may be missing. */
    public BakeLock(Path directory) {
        this.directory = directory;
    }

    Held take(String key, Progress progress) {
        try {
            Files.createDirectories(directory);
            var file = directory.resolve(key.replace(':', '-') + ".lock");
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                progress.note("another command bakes this image; waiting for it");
                channel.lock();
            }
            return new Held(channel);
        } catch (FileLockInterruptionException e) {
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted")
                    .causedBy(e);
        } catch (IOException e) {
            throw WorkbenchException.notReady("cache_not_writable", "cannot lock the image cache: " + e.getMessage())
                    .at(directory.toString())
                    .causedBy(e);
        }
    }

    /** The right to bake. */
    static final class Held implements AutoCloseable {
        private final FileChannel channel;

        private Held(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
