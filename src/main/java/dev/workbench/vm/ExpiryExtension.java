package dev.workbench.vm;

import java.time.Instant;

/** The ability of a provider whose VMs end themselves at their expiry to move that expiry. */
public interface ExpiryExtension extends Ability {
    /** Lets a running VM live until then; the label that it was created with stays as it is. */
    void extend(String name, Instant expires);
}
