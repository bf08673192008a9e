package dev.workbench.run;

import dev.workbench.environment.EnvironmentStarter.VmPlan;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.image.ImageChoice;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Recipe;
import dev.workbench.ledger.Scope;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmSource;
import java.nio.file.Path;
import java.time.Instant;

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
    Wish wish(TaskFamily family, String task, VmSpec spec, String providerName) {
        var provider = workbench.parts().providers().named(providerName);
        new Announcement(provider, workbench.progress()).account();
        var machine = provider.choose(spec);
        return new Wish(family.directory(), provider, Recipe.of(family, task, spec, machine));
    }

    VmPlan plan(Wish wish, Scope scope) {
        var provider = wish.provider();
        new Announcement(provider, workbench.progress())
                .cost(wish.recipe().machine(), scope.owner().expires());
        provider.caveats().forEach(workbench.progress()::warn);
        try (var phase = workbench.progress().phase("prepare VM image")) {
            var choice = workbench.parts().baker().prepare(wish.recipe(), provider, scope, workbench.progress());
            noteUse(choice, wish);
            phase.done("cache " + choice.cache().word());
            return new VmPlan(
                    provider,
                    choice.source(),
                    wish.recipe().machine(),
                    choice.cache().word());
        }
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
