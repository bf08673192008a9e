package dev.workbench.vm;

import java.util.Optional;

/** The ability of a provider to say what its base images are without making one. */
public interface KnownBase extends Ability {
    /** What {@link VmProvider#prepareBase} would return at once; empty when it would have to make the base image. */
    Optional<String> knownBase(String base);
}
