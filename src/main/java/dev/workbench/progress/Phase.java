package dev.workbench.progress;

import java.time.Duration;

/** A phase that is under way; ends once, as done or (closed without that) as failed. */
public final class Phase implements AutoCloseable {
    private final Progress progress;
    private final String name;
    private final long startedNanos = System.nanoTime();
    private boolean ended;

    Phase(Progress progress, String name) {
        this.progress = progress;
        this.name = name;
    }

    public void done() {
        done("");
    }

    public void done(String outcome) {
        end(false, outcome);
    }

    @Override
    public void close() {
        end(true, "");
    }

    private void end(boolean failed, String outcome) {
        if (!ended) {
            ended = true;
            var took = Duration.ofNanos(System.nanoTime() - startedNanos);
            progress.on(new Event.PhaseEnded(name, took, failed, outcome));
        }
    }
}
