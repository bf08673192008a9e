package dev.workbench.environment;

import dev.workbench.container.ContainerEngine;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.ledger.Ledger;
import dev.workbench.ledger.Resource;
import dev.workbench.progress.Progress;
import dev.workbench.vm.VmProviders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Removes everything that an environment's ledger names, then its files. Safe to repeat, and to run twice at once. */
public final class Destroyer {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ContainerEngine engine;
    private final VmProviders providers;
    private final Progress progress;

    public Destroyer(ContainerEngine engine, VmProviders providers, Progress progress) {
        this.engine = engine;
        this.providers = providers;
        this.progress = progress;
    }

    /**
     * Destroys an environment.
     *
     * @throws WorkbenchException (exit code 6) naming what could not be removed; the environment stays listed then
     */
    public void destroy(Environment environment) {
        var ledger = environment.ledger();
        ledger.seal();
        var left = new ArrayList<String>();
        for (var resource : ledger.outstanding()) {
            try {
                ledger.delete(resource, () -> remove(resource, ledger));
            } catch (WorkbenchException e) {
                left.add(resource + ": " + e.message()
                        + e.details().map(details -> " (" + details + ")").orElse(""));
            }
        }
        if (!left.isEmpty()) {
            throw leftBehind(environment, left);
        }
        environment.removeFiles();
    }

    private void remove(Resource resource, Ledger ledger) {
        remove(resource);
        while (ledger.unsettled(resource)) {
            pause();
            remove(resource);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        }
    }

    private void remove(Resource resource) {
        if (resource.isContainer()) {
            engine.remove(resource.name());
        } else if (resource.isNetwork()) {
            engine.removeNetwork(resource.name());
        } else if (resource.isVm()) {
            providers.named(resource.provider()).destroyAndVerify(resource.name());
        } else {
            progress.warn(
                    "the ledger names a " + resource.kind() + " that this version does not know: " + resource.name());
        }
    }

    private static WorkbenchException leftBehind(Environment environment, List<String> left) {
        return WorkbenchException.of(
                        ExitCode.LEFT_BEHIND,
                        "left_behind",
                        "could not remove everything of environment '" + environment.id() + "'")
                .details(String.join("\n", left))
                .hint("mend the cause, then: workbench destroy " + environment.id());
    }
}
