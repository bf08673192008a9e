package dev.workbench.progress;

import dev.workbench.progress.Event.Ending;
import java.time.Duration;
import java.util.OptionalInt;

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
        end(new Ending.Done(outcome));
    }

    /** Ends it as failed, by a command that ended with this exit code, if it was one. */
    public void failed(OptionalInt exitCode) {
        end(new Ending.Failed(exitCode));
    }

    @Override
    public void close() {
        failed(OptionalInt.empty());
    }

    private void end(Ending ending) {
        if (!ended) {
            ended = true;
            var took = Duration.ofNanos(System.nanoTime() - startedNanos);
            progress.on(new Event.PhaseEnded(name, took, ending));
        }
    }
}
