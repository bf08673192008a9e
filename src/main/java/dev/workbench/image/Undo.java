package dev.workbench.image;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be undone when a bake ends, however it ends: newest first, all of it, and despite an interrupt. */
final class Undo implements AutoCloseable {
    private final Deque<Runnable> actions = new ArrayDeque<>();

    /** Remembers an action that is right whether its resource exists yet or not. */
    void later(Runnable action) {
        actions.push(action);
    }

    /** From here on nothing is to be undone. */
    void forget() {
        actions.clear();
    }

    @Override
    public void close() {
        Uninterrupted.run(this::runAll);
    }

    private void runAll() {
        @Nullable RuntimeException first = null;
        while (!actions.isEmpty()) {
            try {
                actions.pop().run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
