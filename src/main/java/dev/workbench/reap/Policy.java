package dev.workbench.reap;

import dev.workbench.reap.Verdict.Kept;
import dev.workbench.reap.Verdict.Orphaned;
import dev.workbench.reap.Verdict.Why;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Protection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides, from what a thing says of itself and what this machine knows, whether anybody may need it. Leases and expiry
 * decide, not guesses: what says nothing of either stays.
 */
record Policy(Rules rules, Known known, Instant now) {
    /** AWS makes an image within the hour. */
    private static final Duration LONGEST_IMAGE = Duration.ofHours(6);
    /** A snapshot may be seen before the image that it belongs to. */
    private static final Duration SETTLING = Duration.ofHours(1);

    Verdict of(Holding holding) {
        if (holding.state().equals(Holding.ENDED)) {
            return new Kept(Why.ENDED);
        }
        if (!isAnybodys(holding) && !rules.owns(holding)) {
            return new Kept(Why.OTHER_OWNER);
        }
        return switch (use(holding)) {
            case Kept kept -> kept;
            case Orphaned orphaned -> exempt(holding).<Verdict>map(Kept::new).orElse(orphaned);
        };
    }

    /** The drafts of images belong to all users of an engine. */
    private static boolean isAnybodys(Holding holding) {
        return holding.kind() == Kind.IMAGE_DRAFT || holding.kind() == Kind.ENVIRONMENT;
    }

    private Verdict use(Holding holding) {
        if (known.live().contains(holding.environment())) {
            return new Kept(Why.LIVE_ENVIRONMENT);
        }
        return switch (holding.kind()) {
            case IMAGE_DRAFT -> new Orphaned("whoever made it is gone");
            case IMAGE -> image(holding);
            case SNAPSHOT -> snapshot(holding);
            case ENVIRONMENT,
                    SPOT_REQUEST,
                    INSTANCE,
                    VM,
                    CONTAINER,
                    VOLUME,
                    ADDRESS,
                    SECURITY_GROUP,
                    KEY_PAIR,
                    NETWORK -> leased(holding);
        };
    }

    private Verdict leased(Holding holding) {
        var dead = known.whyDead(holding.environment());
        if (dead.isPresent()) {
            return new Orphaned(dead.get());
        }
        var expires = holding.expires();
        if (expires.isEmpty() || holding.environment().isEmpty()) {
            return new Kept(Why.WITHOUT_EXPIRY);
        }
        return isLater(expires.get()) ? new Kept(Why.LIVE_ENVIRONMENT) : new Orphaned("expired");
    }

    /** Whether it ever has been whole decides; whole images are a cache, which is pruned elsewhere. */
    private Verdict image(Holding holding) {
        return switch (holding.state()) {
            case Holding.WHOLE -> new Kept(Why.USABLE_IMAGE);
            case Holding.PENDING ->
                isOlder(holding, LONGEST_IMAGE)
                        ? new Orphaned("it was never finished")
                        : new Kept(Why.LIVE_ENVIRONMENT);
            default -> new Orphaned("the bake failed (" + holding.state() + ")");
        };
    }

    private Verdict snapshot(Holding holding) {
        return isOlder(holding, SETTLING) ? new Orphaned("no image needs it") : new Kept(Why.LIVE_ENVIRONMENT);
    }

    private Optional<Why> exempt(Holding holding) {
        if (rules.excludes(holding)) {
            return Optional.of(Why.EXCLUDED);
        }
        if (!rules.hasTags(holding)) {
            return Optional.of(Why.NOT_TAGGED);
        }
        if (Protection.holds(holding.tags(), now)) {
            return Optional.of(Why.PROTECTED);
        }
        return rules.olderThan().filter(age -> !isOlder(holding, age)).map(age -> Why.TOO_YOUNG);
    }

    boolean isLater(Instant time) {
        return time.isAfter(now);
    }

    /** What does not say when it was made is at least as old as its expiry is past. */
    private boolean isOlder(Holding holding, Duration age) {
        return holding.created()
                .or(holding::expires)
                .map(since -> since.isBefore(now.minus(age)))
                .orElse(false);
    }
}
