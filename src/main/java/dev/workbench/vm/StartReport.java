package dev.workbench.vm;

import java.util.Optional;

/** The ability of a provider whose VMs do not always start in the same way to say how one did. */
public interface StartReport extends Ability {
    /** How a VM that is ready now came up, in a few words for the user; empty when there is nothing to say. */
    Optional<String> started(String name);
}
