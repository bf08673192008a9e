package dev.workbench.error;

/** The verdict of a command, as its process exit code; the table is part of the command line's contract. */
public enum ExitCode {
    OK(0, "well"),
    VERDICT(1, "the task's verdict, or a family that breaks a rule"),
    BAD_INPUT(2, "usage, or bad input"),
    NOT_READY(3, "the host, the engine or the state directory is not ready; also a bug"),
    PROVIDER(4, "a provider refused or failed"),
    TIMEOUT(5, "something took too long"),
    LEFT_BEHIND(6, "something was left behind"),
    INTERRUPTED(130, "interrupted (143 by SIGTERM); what the command made is undone");

    private final int value;
    private final String meaning;

    ExitCode(int value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** As manuals have it. */
    public String meaning() {
        return meaning;
    }

    public int value() {
        return value;
    }
}
