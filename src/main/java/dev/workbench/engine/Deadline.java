package dev.workbench.engine;

import dev.workbench.engine.http.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends the connection of a call that is still waiting when its time is up. */
final class Deadline implements Consumer<Connection>, AutoCloseable {
    private final Duration limit;
    private volatile @Nullable Thread watch;
    private volatile boolean passed;

    Deadline(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void accept(Connection connection) {
        watch = Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(limit);
                passed = true;
                connection.close();
            } catch (InterruptedException | IOException ended) {
                return;
            }
        });
    }

    boolean passed() {
        return passed;
    }

    /** What was waited for is there; the call may go on for as long as it likes. */
    void met() {
        var running = watch;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void close() {
        met();
    }
}
