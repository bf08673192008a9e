package dev.workbench.image;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmSource;
import java.util.List;
import java.util.Optional;

/** The disks between the build steps of one recipe: where its bake begins, and what it keeps on its way. */
record Layers(Recipe recipe, List<KeyListing> listings, Optional<StepLayers> kept) {
    /**
     * A disk is a file in every machine's chain that starts from it. Under QEMU's emulation a chain of 16 more boots as
     * fast as one of 1 ({@code bench/bare-boot 16}: 9.5 to 10.1 s, {@code bench/bare-boot 1}: 10.2 to 11.0 s). Beyond
     * that only every second layer is kept, or every third.
     */
    private static final int LONGEST_CHAIN = 16;

    static Layers of(Recipe recipe, KeyListing listing, VmProvider provider) {
        return new Layers(recipe, ImageKey.layers(listing), provider.ability(StepLayers.class));
    }

    /** @param steps how many of the steps this disk has */
    record Start(VmSource source, int steps) {}

    /** The disk that has most of the steps already. */
    Start start(ImageCapture capture) {
        for (var steps = listings.size(); steps > 0; steps--) {
            var key = listings.get(steps - 1).key();
            Optional<VmImage> found = capture.find(key).or(() -> kept.flatMap(layers -> layers.findLayer(key)));
            if (found.isPresent()) {
                return new Start(new VmSource.Baked(found.get()), steps);
            }
        }
        return new Start(new VmSource.Base(recipe.base()), 0);
    }

    /**
     * Keeps a VM's disk after a step. When that does not work out, the next bake does more; this one goes on.
     *
     * @return why it did not work out
     */
    Optional<WorkbenchException> keep(String vm, int steps, Progress progress) {
        if (kept.isEmpty() || !isWanted(steps)) {
            return Optional.empty();
        }
        var listing = listings.get(steps - 1);
        var layer = new ImageRecipe(
                listing.key(), recipe.base(), recipe.machine(), recipe.family(), recipe.task(), listing.text());
        try (var phase = progress.phase("keep the disk after build step " + steps)) {
            kept.get().keepLayer(vm, layer, progress);
            phase.done();
            return Optional.empty();
        } catch (WorkbenchException e) {
            if (e.exit() == ExitCode.INTERRUPTED) {
                throw e;
            }
            progress.warn("the disk after build step " + steps + " could not be kept: " + e.message());
            return Optional.of(e);
        }
    }

    private boolean isWanted(int steps) {
        var every = (recipe.steps().size() + LONGEST_CHAIN - 1) / LONGEST_CHAIN;
        return steps % every == 0;
    }
}
