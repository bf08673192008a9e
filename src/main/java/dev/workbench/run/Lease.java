package dev.workbench.run;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.environment.Environment;
import dev.workbench.ledger.Resource;
import dev.workbench.vm.Ownership;
import java.time.Instant;

/**
 * An environment's renewed expiry, where others who use the same engine see it. An engine cannot change a label, so the
 * lease is a container that never starts; nothing inside the environment can reach it.
 */
record Lease(ContainerEngine engine, Environment environment) {
    private static final String ROLE = "lease";

    void renew(Instant expires) {
        var main = environment.record().container();
        if (main.isEmpty()) {
            return;
        }
        var scope = environment.scope();
        var before = scope.ledger().outstanding().stream()
                .filter(resource -> resource.name().startsWith(scope.name(ROLE)))
                .toList();
        var owner = scope.owner();
        var renewed = new Ownership(owner.environment(), owner.owner(), owner.version(), expires);
        var lease = scope.container(ROLE + "-" + expires.getEpochSecond());
        if (!before.contains(lease)) {
            scope.ledger()
                    .create(
                            lease,
                            () -> engine.create(ContainerSpec.of(main.get().image())
                                    .name(lease.name())
                                    .labels(renewed.labels(ROLE))
                                    .command("true")
                                    .build()));
        }
        before.stream().filter(old -> !old.equals(lease)).forEach(this::remove);
    }

    private void remove(Resource old) {
        environment.ledger().delete(old, () -> engine.remove(old.name()));
    }
}
