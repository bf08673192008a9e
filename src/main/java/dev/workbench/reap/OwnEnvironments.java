package dev.workbench.reap;

import dev.workbench.vm.Holding;
import java.util.List;

/** The environments in this user's state directory. */
public interface OwnEnvironments {
    /** What is known of them now. */
    Known known();

    /** Their directories, as things of the kind {@link Holding.Kind#ENVIRONMENT}. */
    List<Holding> directories();

    /**
     * Destroys one with everything that its ledger names; one that is gone counts as destroyed.
     *
     * @throws dev.workbench.error.WorkbenchException when something is left, or when a process works on it after all
     */
    void destroy(String id);
}
