package dev.workbench.vm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a baked image is in somebody's account, where it costs money and where others may use it.
 *
 * @param place where in the account, as {@link Inventory#places} says it
 * @param state the provider's own word
 * @param usable whether a VM may start from it
 * @param owner who baked it, {@code user@host}; empty when it does not say
 * @param environments that run from it now, on whichever machine they were started
 * @param lastLaunched when a VM was last started from it, where the provider knows
 * @param snapshots what holds its disk
 * @param perMonth the most that keeping it costs a month, in US dollars, where that is known
 * @param basis what that figure is based on, in plain words
 * @param tags all of them
 */
public record AccountImage(
        String place,
        String state,
        boolean usable,
        String owner,
        List<String> environments,
        Optional<Instant> lastLaunched,
        List<Snapshot> snapshots,
        OptionalDouble perMonth,
        String basis,
        Map<String, String> tags) {
    public AccountImage {
        environments = List.copyOf(environments);
        snapshots = List.copyOf(snapshots);
        tags = Map.copyOf(tags);
    }

    /** @param bytes the most that it holds */
    public record Snapshot(String id, String state, long bytes) {}
}
