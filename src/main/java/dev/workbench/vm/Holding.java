package dev.workbench.vm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that a provider keeps for workbench.
 *
 * @param place where, as {@link Inventory#places} says it
 * @param state the provider's own word; {@code ended} once there is nothing left to delete
 * @param created when, where the provider knows
 * @param tags all of them, {@link Ownership}'s among them
 * @param uses ids of things that cannot be deleted before this one
 * @param perHour what it costs an hour in US dollars, where that is known
 */
public record Holding(
        Kind kind,
        String place,
        String id,
        String name,
        String state,
        Optional<Instant> created,
        Map<String, String> tags,
        List<String> uses,
        OptionalDouble perHour) {
    public static final String ENDED = "ended";

    /** Kinds of things, in the order in which they can be deleted. */
    public enum Kind {
        SPOT_REQUEST,
        INSTANCE,
        IMAGE,
        SNAPSHOT,
        VOLUME,
        ADDRESS,
        SECURITY_GROUP,
        KEY_PAIR
    }

    public Holding {
        tags = Map.copyOf(tags);
        uses = List.copyOf(uses);
    }

    /** Whom it belongs to, as {@code user@host}; empty when it does not say. */
    public String owner() {
        return tags.getOrDefault(Ownership.LABEL_OWNER, "");
    }

    public String environment() {
        return tags.getOrDefault(Ownership.LABEL_ENVIRONMENT, "");
    }

    /** Until when its environment may live; images have no such time. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(tags.get(Ownership.LABEL_EXPIRES)).map(Instant::parse);
    }
}
