package dev.workbench.reap;

import dev.workbench.vm.Holding;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that nobody needs any more.
 *
 * @param place where it is, such as a region
 * @param owner whose it was; empty when it does not say
 * @param created when, where that is known
 * @param expires when its environment's time was up, where it had one
 * @param costPerHour in US dollars, where that is known
 * @param reason why nobody needs it
 */
public record Orphan(
        Holding.Kind kind,
        String place,
        String id,
        String name,
        String environment,
        String owner,
        Optional<Instant> created,
        Optional<Instant> expires,
        OptionalDouble costPerHour,
        String reason) {
    static Orphan of(Holding holding, String reason) {
        return new Orphan(
                holding.kind(),
                holding.place(),
                holding.id(),
                holding.name(),
                holding.environment(),
                holding.owner(),
                holding.created(),
                holding.expires(),
                holding.perHour(),
                reason);
    }
}
