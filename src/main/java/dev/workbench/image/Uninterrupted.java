package dev.workbench.image;

/** Cleans up although the thread has been interrupted: the interrupt is put aside and given back afterwards. */
public final class Uninterrupted {
    private Uninterrupted() {}

    public static void run(Runnable cleaning) {
        var interrupted = Thread.interrupted();
        try {
            cleaning.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
