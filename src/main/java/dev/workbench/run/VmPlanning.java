package dev.workbench.run;

import dev.workbench.environment.EnvironmentStarter.VmPlan;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.image.ImageChoice;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Recipe;
import dev.workbench.ledger.Scope;
import dev.workbench.vm.VmSource;
import java.time.Instant;

/** Decides which VM a task gets: the provider's machine, and the disk, from the cache or baked now. */
final class VmPlanning {
    private final Workbench workbench;

    VmPlanning(Workbench workbench) {
        this.workbench = workbench;
    }

    VmPlan plan(TaskFamily family, String task, VmSpec spec, String providerName, Scope scope) {
        var provider = workbench.parts().providers().named(providerName);
        var machine = provider.choose(spec);
        var recipe = Recipe.of(family, task, spec, machine);
        provider.caveats().forEach(workbench.progress()::warn);
        try (var phase = workbench.progress().phase("prepare VM image")) {
            var choice = workbench.parts().baker().prepare(recipe, provider, scope, workbench.progress());
            noteUse(choice, family, task);
            phase.done("cache " + choice.cache().word());
            return new VmPlan(provider, choice.source(), machine, choice.cache().word());
        }
    }

    private void noteUse(ImageChoice choice, TaskFamily family, String task) {
        if (choice.cache() != ImageChoice.Cache.BASE) {
            new ImageRecords(workbench.home().vmImages())
                    .used(choice.key(), new ImageRecords.Use(family.name(), task, family.directory(), Instant.now()));
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
