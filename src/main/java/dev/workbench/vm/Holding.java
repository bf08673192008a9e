package dev.workbench.vm;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that a provider keeps for workbench.
 *
 * @param place where, as {@link Inventory#places} says it
 * @param state the provider's own word; {@code ended} once there is nothing left to delete, {@code whole} for an image
 *     that can be used
 * @param created when, where the provider knows
 * @param tags all of them, {@link Ownership}'s among them
 * @param uses ids of things that this one needs
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
    public static final String WHOLE = "whole";
    /** An image that is still being made. */
    public static final String PENDING = "pending";

    /** Kinds of things, in the order in which they can be deleted. */
    public enum Kind {
        /** An environment's directory on this machine; whatever its ledger names goes with it. */
        ENVIRONMENT,
        SPOT_REQUEST,
        INSTANCE,
        VM,
        CONTAINER,
        IMAGE_DRAFT,
        IMAGE,
        SNAPSHOT,
        VOLUME,
        ADDRESS,
        SECURITY_GROUP,
        KEY_PAIR,
        NETWORK;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
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

    /** Until when its environment may live; images have no such time, and one that cannot be read never comes. */
    public Optional<Instant> expires() {
        var text = tags.getOrDefault(Ownership.LABEL_EXPIRES, "");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.of(Instant.MAX);
        }
    }
}
