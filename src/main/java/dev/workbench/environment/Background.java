package dev.workbench.environment;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work done beside; its failure is the waiter's. */
final class Background {
    private Background() {}

    static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
