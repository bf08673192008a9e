package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Families;
import dev.workbench.image.PrunePlan;
import dev.workbench.image.SpareLayers;
import dev.workbench.image.VmImages;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.Inventory;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Removes baked VM images that nothing refers to. */
public final class PruneTask {
    private final Workbench workbench;
    private final ImageInventory inventory;
    private final AllImages all;

    public PruneTask(Workbench workbench, Where where) {
        this.workbench = workbench;
        this.inventory = ImageInventory.of(workbench);
        this.all = new AllImages(workbench, new VmImages(workbench.parts().providers(), inventory.records()), where);
    }

    /** @param complete whether every place could be looked at */
    public record Proposal(PrunePlan plan, boolean complete) {}

    /**
     * What would be removed.
     *
     * @param directories families, or directories with families below, whose images stay
     */
    public Proposal plan(List<Path> directories, PrunePlan.Rules rules) {
        var families = families(directories);
        var found = all.look();
        var candidates =
                found.images().stream().map(image -> candidate(image, families)).toList();
        var plan = PrunePlan.of(candidates, Instant.now(), rules);
        return new Proposal(all.places().local() ? withLayers(plan) : plan, found.complete());
    }

    private PrunePlan withLayers(PrunePlan plan) {
        var staying = plan.keep().stream().map(PrunePlan.Kept::image).toList();
        var spare = new SpareLayers(inventory.records(), staying, Instant.now());
        return plan.withLayers(spare.of(layers()));
    }

    private List<VmImage> layers() {
        return workbench.parts().providers().all().stream()
                .flatMap(provider -> provider.ability(StepLayers.class).stream())
                .flatMap(kept -> kept.layers().stream())
                .toList();
    }

    private List<FamilyImages.References> families(List<Path> directories) {
        var found = new LinkedHashSet<Path>();
        directories.forEach(
                directory -> found.addAll(Families.below(workbench.directory().resolve(directory))));
        var images = new FamilyImages(workbench, inventory.records(), providers());
        return found.stream().map(images::of).toList();
    }

    private List<VmProvider> providers() {
        var asked = new LinkedHashSet<VmProvider>();
        if (all.places().local()) {
            asked.addAll(workbench.parts().providers().all());
        }
        all.places().regions().forEach(region -> asked.add(region.provider()));
        return List.copyOf(asked);
    }

    private PrunePlan.Candidate candidate(VmImage image, List<FamilyImages.References> families) {
        var users = new ArrayList<String>();
        inventory.users(image).forEach(id -> users.add("environment " + id));
        families.stream()
                .filter(family -> family.include(image, inventory.records()))
                .forEach(family -> users.add("family " + family.directory()));
        return new PrunePlan.Candidate(
                image,
                inventory.isProtected(image),
                image.account()
                        .map(account -> account.owner().equals(workbench.owner()))
                        .orElseGet(() -> inventory.records().knows(image.key())),
                inventory.lastUsed(image),
                users);
    }

    /** @param key of an image that is still there, and why */
    public record Failure(String key, String message) {}

    /** What was removed, and what could not be. */
    public record Result(List<VmImage> removed, List<Failure> failed) {}

    /** Carries a plan out, as far as that goes; an image that has come into use since is left. */
    public Result remove(PrunePlan plan) {
        var removed = new ArrayList<VmImage>();
        var failed = new ArrayList<Failure>();
        var byPlace = plan.remove().stream()
                .collect(Collectors.groupingBy(VmImage::place, TreeMap::new, Collectors.toList()));
        byPlace.forEach((place, images) -> {
            if (place.isEmpty()) {
                images.forEach(image -> attempt(image, this::remove, removed, failed));
            } else {
                removeThere(images, removed, failed);
            }
        });
        plan.layers().forEach(layer -> attempt(layer, this::removeLayer, removed, failed));
        return new Result(removed, failed);
    }

    /** All in one place, because one question to an account is enough for all. */
    private void removeThere(List<VmImage> images, List<VmImage> removed, List<Failure> failed) {
        var unused = new ArrayList<VmImage>();
        images.forEach(image -> attempt(image, this::checkUnused, unused, failed));
        if (unused.isEmpty()) {
            return;
        }
        var refused = refusals(unused);
        for (var image : unused) {
            var why = refused.get(image.reference());
            if (why == null) {
                removed.add(image);
                inventory.records().forget(image.key());
            } else {
                failed.add(new Failure(image.key(), image.reference() + " in " + image.place() + ": " + why));
            }
        }
    }

    private Map<String, String> refusals(List<VmImage> images) {
        try {
            return all.shelf(images.getFirst()).remove(images).stream()
                    .collect(Collectors.toMap(Inventory.Refusal::id, Inventory.Refusal::why, (one, other) -> one));
        } catch (WorkbenchException e) {
            return images.stream().collect(Collectors.toMap(VmImage::reference, _ -> e.message()));
        }
    }

    private static void attempt(VmImage image, Consumer<VmImage> removal, List<VmImage> removed, List<Failure> failed) {
        try {
            removal.accept(image);
            removed.add(image);
        } catch (WorkbenchException e) {
            failed.add(new Failure(image.key(), e.message()));
        }
    }

    private void removeLayer(VmImage layer) {
        workbench
                .parts()
                .providers()
                .named(layer.provider())
                .ability(StepLayers.class)
                .ifPresent(kept -> kept.removeLayer(layer));
    }

    private void checkUnused(VmImage image) {
        var now = ImageInventory.of(workbench);
        if (now.isProtected(image) || !now.environments(image).isEmpty()) {
            throw WorkbenchException.provider("image_in_use", "it has come into use meanwhile");
        }
    }

    private void remove(VmImage image) {
        checkUnused(image);
        workbench
                .parts()
                .providers()
                .named(image.provider())
                .ability(ImageCapture.class)
                .ifPresent(capture -> {
                    capture.removeImage(image);
                    inventory.records().forget(image.key());
                });
    }
}
