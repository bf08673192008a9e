package dev.workbench.reap;

import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Things for tests: two days old, with the labels that everything carries. */
final class Things {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String OWNER = "me@here";

    private Things() {}

    static Holding of(Kind kind, String id, String environment, Instant expires) {
        return new Holding(
                kind,
                "here",
                id,
                id,
                "available",
                Optional.of(NOW.minus(Duration.ofDays(2))),
                Map.of(
                        "dev.workbench.environment", environment,
                        "dev.workbench.owner", OWNER,
                        "dev.workbench.expires", expires.toString()),
                List.of(),
                OptionalDouble.empty());
    }

    static Holding with(Holding holding, String tag, String value) {
        var tags = new HashMap<>(holding.tags());
        tags.put(tag, value);
        return new Holding(
                holding.kind(),
                holding.place(),
                holding.id(),
                holding.name(),
                holding.state(),
                holding.created(),
                tags,
                holding.uses(),
                holding.perHour());
    }
}
