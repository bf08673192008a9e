package dev.workbench.environment;

/**
 * Undoes what a command is making when the process is told to end (SIGINT, SIGTERM, SIGHUP) before it is closed.
 *
 * <p>The undoing runs in a shutdown hook: a second Ctrl-C does not interrupt it, and the exit code stays the signal's
 * (130 for SIGINT, 143 for SIGTERM).
 */
public final class UndoOnExit implements AutoCloseable {
    private final Thread hook;

    /** @param undo runs at most once, on the hook's thread; it must itself wait for what is under way */
    public UndoOnExit(Runnable undo) {
        var worker = Thread.currentThread();
        hook = new Thread(
                () -> {
                    worker.interrupt();
                    undo.run();
                },
                "undo");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From here on an exit undoes nothing. When the undoing is under way already, this thread never gets any further. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending and the hook at work: nothing after this may be said or done.
            waitForTheEnd();
        }
    }

    private void waitForTheEnd() {
        while (true) {
            try {
                hook.join();
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // the hook's own interrupt
            }
        }
    }
}
