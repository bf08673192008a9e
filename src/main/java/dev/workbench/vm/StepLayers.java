package dev.workbench.vm;

import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import java.util.List;
import java.util.Optional;

/**
 * The ability of a provider to keep the disk of a VM between two build steps, so that a later bake goes on from there. A
 * layer is no image: it still has the identity of the VM that it was taken from, and only bakes start from it.
 */
public interface StepLayers extends Ability {
    /** The whole layer with this key, if it is kept. */
    Optional<VmImage> findLayer(String key);

    List<VmImage> layers();

    /**
     * Keeps the disk of a VM as it is now; the VM goes on. The layer appears whole or not at all.
     *
     * @param recipe its key is that of an image with the steps so far
     */
    void keepLayer(String name, ImageRecipe recipe, Progress progress);

    /** Removes a layer; what was made from it stays whole. */
    void removeLayer(VmImage layer);
}
