package dev.workbench.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.Nearest;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.family.content.KeyListing;
import dev.workbench.image.Difference;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Protections;
import dev.workbench.image.Recipe;
import dev.workbench.image.VmImages;
import dev.workbench.vm.AccountImage;
import dev.workbench.vm.PinnedBase;
import dev.workbench.vm.PinnedBases;
import dev.workbench.vm.VmImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user asks of VM images in terms of families and tasks. */
public final class VmImageTasks {
    private final Workbench workbench;

    public VmImageTasks(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * A baked image and what is known of it.
     *
     * @param lastUsed when a task was last started from it, if that is recorded here
     * @param isProtected whether {@code prune} keeps it whatever happens
     * @param environments ids of the environments that need it
     * @param tasks those that were started from it, the latest first, as {@code directory/task}
     * @param account what it is in somebody's account, and what it costs there; empty for one on this machine
     */
    public record Row(
            String key,
            String provider,
            String reference,
            String base,
            Architecture architecture,
            String family,
            String task,
            long sizeBytes,
            Instant created,
            Optional<Instant> lastUsed,
            @JsonProperty("protected") boolean isProtected,
            List<String> environments,
            List<String> tasks,
            Optional<AccountImage> account) {
        private static Row of(VmImage image, ImageInventory inventory) {
            return new Row(
                    image.key(),
                    image.provider(),
                    image.reference(),
                    image.base(),
                    image.architecture(),
                    image.family(),
                    image.task(),
                    image.sizeBytes(),
                    image.created(),
                    inventory.lastUsed(image),
                    inventory.isProtected(image),
                    inventory.users(image),
                    inventory.tasks(image),
                    image.account());
        }
    }

    /**
     * @param images newest first
     * @param complete whether every place could be looked at
     */
    public record Listing(List<Row> images, boolean complete) {}

    /** All baked images. */
    public Listing list(Where where) {
        var inventory = ImageInventory.of(workbench);
        var found = all(where).look();
        return new Listing(
                found.images().stream().map(image -> Row.of(image, inventory)).toList(), found.complete());
    }

    /** @param listing what decided it, if that is recorded here */
    public record Details(@JsonUnwrapped Row image, Optional<String> listing) {}

    /** One image; {@code word} is its key or the beginning of it. */
    public Details show(String word, Where where) {
        var copies = find(word, where);
        if (copies.size() > 1) {
            throw WorkbenchException.badInput("ambiguous_image", "this image is in more than one place")
                    .hint("say which with --region: "
                            + copies.stream().map(VmImage::place).collect(Collectors.joining(", ")));
        }
        var image = copies.getFirst();
        var inventory = ImageInventory.of(workbench);
        return new Details(
                Row.of(image, inventory),
                inventory.records().listing(image.key()).map(KeyListing::text));
    }

    /**
     * Protects an image from {@code prune} wherever it is found, or no longer does: on this machine for this user, in an
     * account with a tag for everybody. Returns its key.
     */
    public String protect(String word, boolean wanted, Where where) {
        var places = all(where);
        var copies = VmImages.find(word, places.look().images());
        for (var copy : copies) {
            if (copy.account().isPresent()) {
                places.shelf(copy).protect(copy, wanted);
            } else {
                protectHere(copy.key(), wanted);
            }
        }
        return copies.getFirst().key();
    }

    private void protectHere(String key, boolean wanted) {
        var protections = new Protections(workbench.home().protectedImages());
        if (wanted) {
            protections.add(key);
        } else {
            protections.remove(key);
        }
    }

    private List<VmImage> find(String word, Where where) {
        return VmImages.find(word, all(where).look().images());
    }

    private AllImages all(Where where) {
        return new AllImages(workbench, images(), where);
    }

    /** What a base image is now. */
    public record Base(String base, String provider, String identity) {}

    /** Makes a base image ready to start from. */
    public Base pull(String base, String providerName) {
        if (!VmSpec.BASE_IMAGES.contains(base)) {
            throw WorkbenchException.badInput("no_such_base", "there is no base image '" + base + "'")
                    .hint(Nearest.hint("base images", base, VmSpec.BASE_IMAGES));
        }
        var provider = workbench.parts().providers().named(providerName);
        provider.choose(VmSpec.ofBase(base));
        return new Base(base, providerName, provider.prepareBase(base, workbench.progress()));
    }

    /**
     * Base images as they are locked and as their publishers offer them now.
     *
     * @param lock the lock file
     * @param updated whether what is newest is locked now
     */
    public record Bases(Path lock, boolean updated, List<PinnedBase> bases) {}

    /**
     * Compares the locked base images of a provider with what their publishers offer now.
     *
     * @param bases which; those that are locked when there are none
     * @param update whether to lock what is newest
     * @param here whether the lock file is the current directory's own, for everybody who works in it
     */
    public Bases outdated(String providerName, Set<String> bases, boolean update, boolean here) {
        var locked = workbench
                .parts()
                .providers()
                .named(providerName)
                .ability(PinnedBases.class)
                .orElseThrow(() -> WorkbenchException.badInput(
                                "no_lock", "the base images of the provider '" + providerName + "' are made here")
                        .hint("ask for those of a cloud: --vm ec2"));
        var pinned = here ? locked.in(workbench.directory().resolve(PinnedBases.FILE)) : locked;
        return new Bases(pinned.file(), update, update ? pinned.update(bases) : pinned.compare(bases));
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
                var recipe = Recipe.of(
                        checked.family(),
                        task,
                        spec,
                        provider.choose(spec),
                        workbench.home().fileHashes());
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
            case ImageWord.Key(String beginning) ->
                images().listing(find(beginning, new Where.Everywhere()).getFirst());
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
