package dev.workbench.environment;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.ImageInfo;
import dev.workbench.error.WorkbenchException;
import dev.workbench.ledger.Scope;
import java.time.Duration;

/**
 * Sets the packet filter in a container's network namespace from a short-lived helper container: the filtered container
 * never has {@code NET_ADMIN}, and the program that does comes from our own image, not from the task's.
 */
final class Firewall {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ContainerEngine engine;

    Firewall(ContainerEngine engine) {
        this.engine = engine;
    }

    /**
     * Applies rules to a running container.
     *
     * @param role what the helper is called by, in the ledger while it exists
     * @throws WorkbenchException (exit code 3) when the rules are not in force
     */
    void apply(String container, String rules, ImageInfo tools, String role, Scope scope) {
        var helper = scope.container(role);
        var spec = ContainerSpec.of(tools.id())
                .name(helper.name())
                .labels(scope.owner().labels("packet-filter"))
                .network("container:" + container)
                .capability("NET_ADMIN")
                .command("nft", rules)
                .build();
        var id = scope.ledger().create(helper, () -> engine.create(spec));
        try {
            engine.start(id);
            var exit = engine.await(id, LIMIT);
            if (exit.isEmpty() || exit.get() != 0) {
                throw WorkbenchException.notReady(
                                "packet_filter_failed", "the packet filter of the environment could not be set")
                        .details(engine.logs(id, 20))
                        .hint("this task must not reach the internet; the engine's kernel needs nftables (nf_tables)");
            }
        } finally {
            scope.ledger().delete(helper, () -> engine.remove(id));
        }
    }
}
