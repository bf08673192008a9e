package dev.workbench.vm;

import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The ability of a provider to keep a VM's disk as an image, and its cache of such images. */
public interface ImageCapture extends Ability {
    /** The whole, verified image with this key, if the cache has it. */
    Optional<VmImage> find(String key);

    List<VmImage> images();

    /**
     * Shuts the VM down, strips its identity (host keys, machine id, the bake's keys, logs) and keeps its disk.
     *
     * <p>The image appears whole or not at all; when the key exists already, the existing image is the result.
     *
     * @param admin opens a connection as the admin user, for a provider that has no other way into its VMs
     */
    VmImage capture(String name, Supplier<Guest> admin, ImageRecipe recipe, Progress progress);

    void removeImage(VmImage image);

    /** What is known of an image before it exists. */
    record ImageRecipe(String key, String base, Machine machine, String family, String task, String listing) {}
}
