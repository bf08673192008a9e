package dev.workbench.diagnostics;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Where the libraries' warnings and errors go: to the sink last given, and until there is one, into memory. Nothing
 * below a warning is taken, because at finer levels an HTTP or SSH library writes out the bytes it carries, and among
 * these are secrets.
 */
public final class Diagnostics {
    private static final int HELD_AT_MOST = 1_000;
    private static final Queue<String> HELD = new ArrayDeque<>();
    private static Consumer<String> sink = Diagnostics::hold;

    private Diagnostics() {}

    /** From now on messages (level, logger, text, and a stack trace when there is one) go to this sink. */
    public static synchronized void sendTo(Consumer<String> newSink) {
        sink = newSink;
        HELD.forEach(newSink);
        HELD.clear();
    }

    static synchronized void report(String message) {
        sink.accept(message);
    }

    private static void hold(String message) {
        if (HELD.size() < HELD_AT_MOST) {
            HELD.add(message);
        }
    }
}
