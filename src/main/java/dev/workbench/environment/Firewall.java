package dev.workbench.environment;

import dev.workbench.base.BaseImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.error.WorkbenchException;
import dev.workbench.ledger.Resource;
import dev.workbench.ledger.Scope;
import dev.workbench.progress.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sets the packet filter in containers' network namespaces from short-lived helper containers: the filtered container
 * never has {@code NET_ADMIN}, and the program that does comes from our own image, not from the task's.
 *
 * <p>A helper is created while its container starts, and removed while the task starts; closing waits for the latter.
 */
final class Firewall implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ContainerEngine engine;
    private final BaseImages bases;
    private final Scope scope;
    private final Progress progress;
    private final ExecutorService beside =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

    Firewall(ContainerEngine engine, BaseImages bases, Scope scope, Progress progress) {
        this.engine = engine;
        this.bases = bases;
        this.scope = scope;
        this.progress = progress;
    }

    /** The filter of one container. */
    @FunctionalInterface
    interface Filter {
        /**
         * Puts the rules in force.
         *
         * @throws WorkbenchException (exit code 3) when they are not in force
         */
        void enforce();
    }

    /**
     * Prepares the filter of a container that has been created.
     *
     * @param role what the helper is called by, in the ledger while it exists
     * @param rules in nft's language; empty when everything may be reached
     */
    Filter of(String container, String role, Optional<String> rules) {
        if (rules.isEmpty()) {
            return () -> {};
        }
        var helper = scope.container(role);
        var created = beside.submit(() -> create(container, helper, rules.get()));
        return () -> enforce(helper, Background.result(created));
    }

    private String create(String container, Resource helper, String script) {
        var spec = ContainerSpec.of(bases.tools(progress).id())
                .name(helper.name())
                .labels(scope.owner().labels("packet-filter"))
                .network("container:" + container)
                .capability("NET_ADMIN")
                .command("nft", script)
                .build();
        return scope.ledger().create(helper, () -> engine.create(spec));
    }

    private void enforce(Resource helper, String id) {
        engine.start(id);
        var exit = engine.await(id, LIMIT);
        if (exit.isEmpty() || exit.get() != 0) {
            throw WorkbenchException.notReady(
                            "packet_filter_failed", "the packet filter of the environment could not be set")
                    .details(engine.logs(id, 20))
                    .hint("this task must not reach the internet; the engine's kernel needs nftables (nf_tables)");
        }
        beside.execute(() -> remove(helper, id));
    }

    /** What cannot be removed now stays in the ledger, and goes with the environment. */
    private void remove(Resource helper, String id) {
        try {
            scope.ledger().delete(helper, () -> engine.remove(id));
        } catch (WorkbenchException e) {
            progress.note("the packet filter's helper stays until the end: " + e.message());
        }
    }

    @Override
    public void close() {
        beside.close();
    }
}
