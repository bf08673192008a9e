package dev.workbench.engine;

import java.time.Duration;

/** Spaces out the tries of something that should be so in a moment: quickly at first, then ten times a second. */
final class Patience {
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final long endNanos;
    private long pauseMillis = 5;

    Patience(Duration limit) {
        endNanos = System.nanoTime() + limit.toNanos();
    }

    /** Pauses and returns true, or returns false when the time is up. */
    boolean another() {
        if (System.nanoTime() >= endNanos) {
            return false;
        }
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EngineErrors.interrupted();
        }
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        return true;
    }
}
