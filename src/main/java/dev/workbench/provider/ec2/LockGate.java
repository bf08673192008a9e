package dev.workbench.provider.ec2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time change a user's lock files of base images: of two that resolve the same base image for the
 * first time, the second one takes what the first one has locked.
 *
 * @param file what is locked meanwhile; what is in it does not matter. It is not beside the lock files, which are in
 *     people's repositories
 */
record LockGate(Path file) {
    /** A file's lock is the process's, not the thread's. */
    private static final Object THREADS = new Object();

    <T> T alone(Supplier<T> change) {
        synchronized (THREADS) {
            var channel = opened();
            try {
                return change.get();
            } finally {
                close(channel);
            }
        }
    }

    /** Where nothing can be locked, lock files still are written whole. */
    private @Nullable FileChannel opened() {
        FileChannel channel = null;
        try {
            Files.createDirectories(file.resolveSibling(""));
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException e) {
            close(channel);
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is unlocked in any case
        }
    }
}
