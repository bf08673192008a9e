package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.reap.Known;
import dev.workbench.reap.LocalInventory;
import dev.workbench.reap.OwnEnvironments;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Ownership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The environments in this user's state directory, as their records and locks have them. */
final class OwnRecords implements OwnEnvironments {
    /** A record is there before its process has taken the lock. */
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    private final Workbench workbench;
    private final Clock clock;

    OwnRecords(Workbench workbench, Clock clock) {
        this.workbench = workbench;
        this.clock = clock;
    }

    @Override
    public Known known() {
        var live = new HashSet<String>();
        var dead = new HashMap<String, String>();
        for (var environment : workbench.environments().all()) {
            if (isLive(environment)) {
                live.add(environment.id());
            } else if (!isForeign(environment) && Housekeeping.isLeftOver(environment)) {
                dead.put(environment.id(), "left by a command that did not end well");
            }
        }
        return new Known(live, dead);
    }

    /** What another machine made in a home directory that both have says by its expiry alone whether it lives. */
    private boolean isLive(Environment environment) {
        var record = environment.record();
        var now = clock.instant();
        if (isBusy(environment) || record.created().plus(BEGINNING).isAfter(now)) {
            return true;
        }
        return record.expires().isAfter(now) && (isForeign(environment) || !Housekeeping.isLeftOver(environment));
    }

    private boolean isForeign(Environment environment) {
        var owner = environment.record().owner();
        return !owner.isEmpty() && !owner.equals(workbench.owner());
    }

    private static boolean isBusy(Environment environment) {
        var lock = environment.tryLock();
        lock.ifPresent(Environment.Lock::close);
        return lock.isEmpty();
    }

    @Override
    public List<Holding> directories() {
        return workbench.environments().all().stream()
                .filter(environment -> !isForeign(environment))
                .map(this::holding)
                .toList();
    }

    private Holding holding(Environment environment) {
        var record = environment.record();
        return new Holding(
                Holding.Kind.ENVIRONMENT,
                LocalInventory.PLACE,
                record.id(),
                record.id(),
                record.status().word(),
                Optional.of(record.created()),
                Map.of(
                        Ownership.LABEL_ENVIRONMENT, record.id(),
                        Ownership.LABEL_OWNER, workbench.owner(),
                        Ownership.LABEL_EXPIRES,
                                record.expiry().map(Instant::toString).orElse("")),
                List.of(),
                OptionalDouble.empty());
    }

    @Override
    public void destroy(String id) {
        var found = workbench.environments().all().stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        try (var lock = found.get().tryLock().orElse(null)) {
            if (lock == null) {
                throw WorkbenchException.provider("environment_in_use", "a process works on it");
            }
            new DestroyTask(workbench).destroy(found.get());
        }
    }
}
