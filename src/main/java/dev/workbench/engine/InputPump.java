package dev.workbench.engine;

import dev.workbench.engine.http.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Feeds a command's standard input from a stream, and closes it at the stream's end. */
final class InputPump {
    private final InputStream source;
    private @Nullable Thread thread;
    private volatile @Nullable IOException failure;
    private volatile boolean stopped;

    InputPump(InputStream source) {
        this.source = source;
    }

    void start(Connection connection) {
        thread = Thread.ofPlatform().daemon().name("exec-stdin").start(() -> pump(connection));
    }

    private void pump(Connection connection) {
        var buffer = new byte[64 * 1024];
        while (true) {
            int count;
            try {
                count = source.read(buffer);
            } catch (IOException e) {
                if (stopped) {
                    return;
                }
                failure = e;
                count = -1;
            }
            try {
                if (count < 0) {
                    connection.endOutput();
                    return;
                }
                connection.out().write(buffer, 0, count);
            } catch (IOException commandReadsNoMore) {
                return;
            }
        }
    }

    /** The command has ended; what it did not read stays unread. */
    void stop() {
        stopped = true;
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** The command got only a part of its input; its exit code would be worth nothing. */
    void rethrowFailure() {
        var broken = failure;
        if (broken != null) {
            throw new UncheckedIOException(broken);
        }
    }
}
