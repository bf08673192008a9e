package dev.workbench.ssh;

/** The sentence in which a failure of the SSH library is told to people. */
final class Reason {
    private Reason() {}

    static String of(Throwable failure) {
        var text = failure.getMessage();
        for (var cause = failure.getCause(); text == null && cause != null; cause = cause.getCause()) {
            text = cause.getMessage();
        }
        return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text.strip();
    }
}
