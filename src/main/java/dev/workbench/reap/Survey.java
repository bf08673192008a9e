package dev.workbench.reap;

import dev.workbench.reap.Verdict.Why;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pass over an inventory. Kept in memory is what nobody seems to need, and little of that: an environment that is
 * extended says so on one of its things, so only at the end is it known which of the others are needed after all.
 */
final class Survey {
    private final Known known;
    private final Policy policy;
    private final List<Orphan> candidates = new ArrayList<>();
    private final Set<String> leased = new HashSet<>();
    private final Set<String> partsOfImages = new HashSet<>();
    private final Map<Why, Integer> kept = new EnumMap<>(Why.class);

    private Survey(Rules rules, Known known, Instant now) {
        this.known = known;
        this.policy = new Policy(rules, known, now);
    }

    /** @param kept how many things stay, by the reason */
    record Found(List<Orphan> orphans, Map<Why, Integer> kept) {}

    static Found of(Inventory inventory, Rules rules, Known known, Instant now) {
        var survey = new Survey(rules, known, now);
        for (var kind : Kind.values()) {
            try (var holdings = inventory.holdings(kind, rules.owner())) {
                holdings.forEach(survey::look);
            }
        }
        return survey.found();
    }

    private void look(Holding holding) {
        var verdict = policy.of(holding);
        if (!holding.state().equals(Holding.ENDED)
                && holding.expires().map(policy::isLater).orElse(false)) {
            leased.add(holding.environment());
        }
        switch (verdict) {
            case Verdict.Orphaned(var reason) -> candidates.add(Orphan.of(holding, reason));
            case Verdict.Kept(var why) -> {
                count(why);
                if (holding.kind() == Kind.IMAGE) {
                    partsOfImages.addAll(holding.uses());
                }
            }
        }
    }

    private Found found() {
        var orphans = new ArrayList<Orphan>();
        for (var candidate : candidates) {
            if (isLeased(candidate)) {
                count(Why.LIVE_ENVIRONMENT);
            } else if (candidate.kind() == Kind.SNAPSHOT && partsOfImages.contains(candidate.id())) {
                count(Why.PART_OF_AN_IMAGE);
            } else {
                orphans.add(candidate);
            }
        }
        return new Found(List.copyOf(orphans), Map.copyOf(kept));
    }

    private boolean isLeased(Orphan candidate) {
        return leased.contains(candidate.environment())
                && known.whyDead(candidate.environment()).isEmpty();
    }

    private void count(Why why) {
        if (why != Why.ENDED) {
            kept.merge(why, 1, Integer::sum);
        }
    }
}
