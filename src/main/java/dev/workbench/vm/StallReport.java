package dev.workbench.vm;

import java.util.Optional;

/** The ability of a provider whose VMs may stand still, as long as something around them is wrong. */
public interface StallReport extends Ability {
    /** Why a running VM stands still; empty when it does not. */
    Optional<String> stalled(String name);
}
