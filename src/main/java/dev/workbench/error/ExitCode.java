package dev.workbench.error;

/** The verdict of a command, as its process exit code; the table is part of the command line's contract. */
public enum ExitCode {
    OK(0),
    VERDICT(1),
    BAD_INPUT(2),
    NOT_READY(3),
    PROVIDER(4),
    TIMEOUT(5),
    LEFT_BEHIND(6),
    INTERRUPTED(130);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
