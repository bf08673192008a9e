package dev.workbench.remote;

/** Hears how many bytes of a transfer have been moved; called often, and from any thread. */
@FunctionalInterface
public interface Meter {
    Meter NONE = bytes -> {};

    /** So many bytes more. */
    void moved(long bytes);
}
