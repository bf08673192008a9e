package dev.workbench.ssh;

import java.time.Duration;

/** A moment until which something may last. */
final class Deadline {
    private final Duration limit;
    private final long endNanos;

    Deadline(Duration limit) {
        this.limit = limit;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    Duration limit() {
        return limit;
    }

    boolean isOver() {
        return System.nanoTime() >= endNanos;
    }

    /** What is left, at least a millisecond and at most the given time. */
    Duration left(Duration most) {
        var left = Duration.ofNanos(endNanos - System.nanoTime());
        var least = Duration.ofMillis(1);
        return left.compareTo(least) < 0 ? least : left.compareTo(most) > 0 ? most : left;
    }
}
