package dev.workbench.image;

import dev.workbench.progress.Progress;

/** What runs build steps on a machine that is up. */
public interface Provisioner {
    /** The code of the failure of a build step. */
    String STEP_FAILED = "bake_failed";

    /**
     * Runs the steps, in their order, and leaves nothing of itself behind, whatever happens.
     *
     * @param watch is told between two steps
     * @throws dev.workbench.error.WorkbenchException {@code bake_failed} (exit code 1) when a step fails: its number,
     *     its exit code and the end of its output
     */
    void provision(Provisioning provisioning, StepWatch watch, Progress progress);
}
