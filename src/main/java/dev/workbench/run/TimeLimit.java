package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.settings.DurationText;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that must not take longer than it may: then what it waits for is taken away, until it notices. */
public final class TimeLimit {
    /** The code of the failure of work that took too long. */
    public static final String CODE = "time_limit";

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Duration limit;
    private final Runnable stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean passed;

    private TimeLimit(Duration limit, Runnable stop) {
        this.limit = limit;
        this.stop = stop;
    }

    /**
     * The same work, which fails with {@value #CODE} when it takes longer than {@code limit}.
     *
     * @param stop makes the work fail; it runs on another thread, and again each second while the work goes on
     */
    static <T> Supplier<T> on(Supplier<T> work, Duration limit, Runnable stop) {
        return () -> new TimeLimit(limit, stop).run(work);
    }

    private <T> T run(Supplier<T> work) {
        var watch = Thread.ofPlatform().daemon().name("time limit").start(this::watch);
        try {
            return work.get();
        } catch (WorkbenchException e) {
            if (!passed) {
                throw e;
            }
            throw WorkbenchException.timeout(CODE, "it takes longer than " + DurationText.of(limit))
                    .causedBy(e);
        } finally {
            ended.countDown();
            watch.interrupt();
        }
    }

    private void watch() {
        try {
            var wait = limit;
            while (!ended.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                passed = true;
                wait = AGAIN;
                stop();
            }
        } catch (InterruptedException e) {
            // The work has ended.
        }
    }

    private void stop() {
        try {
            stop.run();
        } catch (WorkbenchException e) {
            // Tried again in a moment; what the work itself meets is what is told.
        }
    }
}
