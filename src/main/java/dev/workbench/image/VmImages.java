package dev.workbench.image;

import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user wants to know of VM images: which there are, and what decides one; {@link Baker} makes them. */
public final class VmImages {
    private final VmProviders providers;

    public VmImages(VmProviders providers) {
        this.providers = providers;
    }

    /** All baked images of all providers, newest first. */
    public List<VmImage> list() {
        return providers.all().stream()
                .flatMap(provider ->
                        provider instanceof ImageCapture capture ? capture.images().stream() : Stream.<VmImage>empty())
                .sorted(Comparator.comparing(VmImage::created).reversed())
                .toList();
    }

    /** What decides the image of a recipe. The base image is made ready for that, nothing else is. */
    public Explanation explain(Recipe recipe, VmProvider provider, Progress progress) {
        var listing = ImageKey.listing(provider.name(), provider.prepareBase(recipe.base(), progress), recipe);
        var image = provider instanceof ImageCapture capture ? capture.find(listing.key()) : Optional.<VmImage>empty();
        return new Explanation(listing.key(), listing.text(), !recipe.steps().isEmpty(), image);
    }

    /**
     * An image key and what it is the SHA-256 of.
     *
     * @param baked whether there are build steps; without them a VM starts from the base image
     * @param image the image in the cache, if it is there
     */
    public record Explanation(String key, String listing, boolean baked, Optional<VmImage> image) {}
}
