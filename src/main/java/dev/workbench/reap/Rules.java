package dev.workbench.reap;

import dev.workbench.vm.Holding;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user wants to be looked at.
 *
 * @param owner whose things, as {@code user@host}; everybody's when empty
 * @param olderThan only what is known to have existed for so long
 * @param tags only what carries all of them
 * @param excluded ids, names or environments that stay
 */
public record Rules(
        Optional<String> owner, Optional<Duration> olderThan, Map<String, String> tags, Set<String> excluded) {
    public Rules {
        tags = Map.copyOf(tags);
        excluded = Set.copyOf(excluded);
    }

    boolean owns(Holding holding) {
        return owner.map(holding.owner()::equals).orElse(true);
    }

    boolean hasTags(Holding holding) {
        return holding.tags().entrySet().containsAll(tags.entrySet());
    }

    boolean excludes(Holding holding) {
        return excluded.contains(holding.id())
                || excluded.contains(holding.name())
                || excluded.contains(holding.environment());
    }
}
