package dev.workbench.reap;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine's own records say of environments: they know more than any label.
 *
 * @param live environments that a process works on, or that have started and whose time is not up
 * @param dead environments that were left half made, whose labels may say that they live, and why
 */
public record Known(Set<String> live, Map<String, String> dead) {
    /** Nothing is known. */
    public static final Known NOTHING = new Known(Set.of(), Map.of());

    public Known {
        live = Set.copyOf(live);
        dead = Map.copyOf(dead);
    }

    Optional<String> whyDead(String environment) {
        return Optional.ofNullable(dead.get(environment));
    }
}
