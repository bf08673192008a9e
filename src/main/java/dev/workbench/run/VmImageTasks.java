package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.content.KeyListing;
import dev.workbench.image.Difference;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Recipe;
import dev.workbench.image.VmImages;
import dev.workbench.vm.VmImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a user asks of VM images in terms of families and tasks. */
public final class VmImageTasks {
    private final Workbench workbench;

    public VmImageTasks(Workbench workbench) {
        this.workbench = workbench;
    }

    public List<VmImage> list() {
        return images().list();
    }

    /** What decides the VM image of a task. The task's code is asked for its VM spec, which takes a main image. */
    public VmImages.Explanation explain(Path directory, String task, String providerName, Optional<Path> envFile) {
        var preparation = new Preparation(workbench);
        var checked = preparation.check(directory, Optional.of(task), envFile);
        var environment = workbench.begin("build", checked.family(), task, Duration.ofHours(1), envFile);
        var explained = workbench.undoingOnFailure(environment, false, () -> {
            var prepared = preparation.prepare(checked, task, environment.scope());
            return Preparation.vmSpec(prepared).map(spec -> {
                var provider = workbench.parts().providers().named(providerName);
                var recipe = Recipe.of(checked.family(), task, spec, provider.choose(spec));
                return images().explain(recipe, provider, workbench.progress());
            });
        });
        workbench.destroyer().destroy(environment);
        return explained.orElseThrow(() -> noAuxVm(checked.family(), task));
    }

    /**
     * What differs between two images, of which either may be one that a task needs now, whether it is there or not.
     *
     * @param providerName where the VMs of tasks run
     */
    public Difference diff(ImageWord before, ImageWord after, String providerName, Optional<Path> envFile) {
        var was = listing(before, providerName, envFile);
        var is = listing(after, providerName, envFile);
        return Difference.between(was, is)
                .orElseThrow(() -> WorkbenchException.badInput(
                                "other_key_format", "the keys are of different versions of workbench")
                        .hint("bake the older one again"));
    }

    private KeyListing listing(ImageWord word, String providerName, Optional<Path> envFile) {
        return switch (word) {
            case ImageWord.Key(String beginning) -> images().listing(images().find(beginning));
            case ImageWord.Task(Path family, String task) ->
                KeyListing.parse(explain(family, task, providerName, envFile).listing());
        };
    }

    private static WorkbenchException noAuxVm(TaskFamily family, String task) {
        return WorkbenchException.badInput("no_aux_vm", "task '" + family.name() + "/" + task + "' has no aux VM")
                .hint("give it get_aux_vm_spec in the family's code, or aux_vm in its manifest");
    }

    private VmImages images() {
        return new VmImages(
                workbench.parts().providers(), new ImageRecords(workbench.home().vmImages()));
    }
}
