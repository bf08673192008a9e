package dev.workbench.provider.ec2;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing waits with jitter, up to a limit, so that a slow AWS is asked less and less often. */
final class Pauses {
    private static final double GROWTH = 1.5;

    private final long deadline;
    private final long longest;
    private double next;

    Pauses(Duration first, Duration longest, Duration limit) {
        this.deadline = System.nanoTime() + limit.toNanos();
        this.longest = longest.toMillis();
        this.next = (double) first.toMillis();
    }

    /** Waits; false, at once, when the limit is over. */
    boolean another() {
        var left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        var pause = Math.min(left, (long) (next * ThreadLocalRandom.current().nextDouble(0.7, 1.3)));
        next = Math.min((double) longest, next * GROWTH);
        try {
            Thread.sleep(Math.max(1, pause));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        }
    }
}
