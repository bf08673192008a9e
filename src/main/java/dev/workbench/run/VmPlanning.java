package dev.workbench.run;

import dev.workbench.environment.EnvironmentStarter.VmPlan;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.image.BakeFailures;
import dev.workbench.image.ImageChoice;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Provisioner;
import dev.workbench.image.Recipe;
import dev.workbench.ledger.Scope;
import dev.workbench.remote.Shell;
import dev.workbench.vm.Metered;
import dev.workbench.vm.Spending;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Decides which VM a task gets: the provider's machine, and the disk, from the cache or baked now. */
final class VmPlanning {
    private final Workbench workbench;

    VmPlanning(Workbench workbench) {
        this.workbench = workbench;
    }

    /** What a provider can give for the VM spec of a family in a directory; nothing is created for it. */
    record Wish(Path directory, VmProvider provider, Recipe recipe) {}

    /**
     * @throws dev.workbench.error.WorkbenchException when the provider cannot give it (exit code 4), or when a step's
     *     source cannot be copied (exit code 2)
     */
    Wish wish(TaskFamily family, String task, VmSpec spec, String providerName, Spending spending) {
        var named = workbench.parts().providers().named(providerName);
        var provider = named.ability(Metered.class)
                .map(metered -> metered.within(spending))
                .orElse(named);
        new Announcement(provider, workbench.progress()).account();
        var machine = provider.choose(spec);
        return new Wish(
                family.directory(),
                provider,
                Recipe.of(family, task, spec, machine, workbench.home().fileHashes()));
    }

    VmPlan plan(Wish wish, Scope scope) {
        return plan(wish, scope, BakeFailures.CLEAN_UP);
    }

    /** {@code failures} decides what becomes of the VM when a build step fails. */
    VmPlan plan(Wish wish, Scope scope, BakeFailures failures) {
        var provider = wish.provider();
        new Announcement(provider, workbench.progress())
                .cost(wish.recipe().machine(), scope.owner().expires());
        provider.caveats().forEach(workbench.progress()::warn);
        try (var phase = workbench.progress().phase("prepare VM image")) {
            var choice =
                    workbench.parts().baker().prepare(wish.recipe(), provider, scope, failures, workbench.progress());
            noteUse(choice, wish);
            phase.done("cache " + choice.cache().word());
            return new VmPlan(
                    provider,
                    choice.source(),
                    wish.recipe().machine(),
                    choice.cache().word());
        } catch (WorkbenchException e) {
            throw e.code().equals(Provisioner.STEP_FAILED) ? e.hint(remedy(wish, scope)) : e;
        }
    }

    private String remedy(Wish wish, Scope scope) {
        var words = List.of("workbench", "vm", "images", "build", "--on-error", "shell", "--vm");
        var chosen = List.of(
                wish.provider().name(),
                wish.directory().toString(),
                wish.recipe().task());
        return "the whole output is in " + workbench.home().log(scope.owner().environment())
                + "\nto look at the VM as the step leaves it: " + Shell.join(words) + " " + Shell.join(chosen);
    }

    private void noteUse(ImageChoice choice, Wish wish) {
        if (choice.cache() != ImageChoice.Cache.BASE) {
            new ImageRecords(workbench.home().vmImages())
                    .used(
                            choice.key(),
                            new ImageRecords.Use(
                                    wish.recipe().family(), wish.recipe().task(), wish.directory(), Instant.now()));
        }
    }

    /** The key of the image that a plan starts from; empty for a base image. */
    static String key(VmPlan plan) {
        return switch (plan.source()) {
            case VmSource.Base base -> "";
            case VmSource.Baked(var image) -> image.key();
        };
    }
}
