package dev.workbench.run;

/** What {@code --on-error} says: what becomes of a VM whose build step failed. */
public enum OnError {
    CLEANUP,
    KEEP,
    SHELL
}
