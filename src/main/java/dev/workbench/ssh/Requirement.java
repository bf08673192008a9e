package dev.workbench.ssh;

/**
 * One row of the readiness table.
 *
 * @param name the stage, as scripts see it
 * @param description what is so once it is met
 * @param hint where to look when it is not
 */
record Requirement(String name, String description, String hint, Probe probe) {

    /** Looks once, waiting a moment at most when there is nothing yet. */
    @FunctionalInterface
    interface Probe {
        Verdict probe() throws InterruptedException;
    }

    sealed interface Verdict {
        record Met() implements Verdict {}

        record NotYet(String why) implements Verdict {}

        /** It can no longer be met. */
        record Never(String why) implements Verdict {}
    }
}
