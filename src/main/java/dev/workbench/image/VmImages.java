package dev.workbench.image;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a user wants to know of VM images: which there are, and what decides one; {@link Baker} makes them. */
public final class VmImages {
    private static final String PREFIX = "sha256:";
    private static final int SHOWN = 12;

    private final VmProviders providers;
    private final ImageRecords records;

    public VmImages(VmProviders providers, ImageRecords records) {
        this.providers = providers;
        this.records = records;
    }

    /** All baked images of this machine's providers, newest first. */
    public List<VmImage> list() {
        return providers.all().stream()
                .flatMap(provider -> provider.ability(ImageCapture.class).stream())
                .flatMap(capture -> capture.images().stream())
                .sorted(Comparator.comparing(VmImage::created).reversed())
                .toList();
    }

    /**
     * The image of this machine that a word means.
     *
     * @throws WorkbenchException (exit code 2) when there is none or more than one
     */
    public VmImage find(String word) {
        return find(word, list()).getFirst();
    }

    /**
     * The images that a word means: their key or the beginning of it, with or without {@code sha256:}. They are copies of
     * one image in several places, usually in one.
     *
     * @throws WorkbenchException (exit code 2) when there is none or they have more than one key
     */
    public static List<VmImage> find(String word, List<VmImage> all) {
        var beginning = PREFIX + word.toLowerCase(Locale.ROOT).replaceFirst("^" + PREFIX, "");
        var matching =
                all.stream().filter(image -> image.key().startsWith(beginning)).toList();
        if (matching.isEmpty()) {
            throw WorkbenchException.badInput("no_such_image", "no VM image's key begins with '" + word + "'")
                    .hint(all.isEmpty() ? "there are none; see: workbench vm images list" : "keys: " + keys(all));
        }
        if (matching.stream().map(VmImage::key).distinct().count() > 1) {
            throw WorkbenchException.badInput(
                            "ambiguous_image", "more than one VM image's key begins with '" + word + "'")
                    .hint("say more of the key: " + keys(matching));
        }
        return matching;
    }

    private static String keys(List<VmImage> images) {
        return images.stream()
                .map(image -> image.key().substring(PREFIX.length(), PREFIX.length() + SHOWN))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * What decided an image.
     *
     * @throws WorkbenchException (exit code 2) when that is not recorded on this machine
     */
    public KeyListing listing(VmImage image) {
        return records.listing(image.key())
                .orElseThrow(() -> WorkbenchException.badInput(
                                "no_listing", "what decided the VM image " + image.key() + " is not recorded here")
                        .hint("it was baked by another user or its record was deleted; a new bake is recorded"));
    }

    /** The identity of the base image that an image of this listing was made from. */
    public static String base(KeyListing listing) {
        return ListedInputs.of(listing).map(ListedInputs::base).orElse("");
    }

    /** What decides the image of a recipe. The base image is made ready for that, nothing else is. */
    public Explanation explain(Recipe recipe, VmProvider provider, Progress progress) {
        var listing = ImageKey.listing(provider.name(), provider.prepareBase(recipe.base(), progress), recipe);
        var baked = !recipe.steps().isEmpty();
        var capture = provider.ability(ImageCapture.class).filter(_ -> baked);
        if (capture.isEmpty()) {
            return new Explanation(listing.key(), listing.text(), baked, Optional.empty(), Optional.empty());
        }
        var image = capture.get().find(listing.key());
        image.ifPresent(_ -> records.keep(listing));
        var nearest = image.isPresent()
                ? Optional.<Misses.Nearest>empty()
                : new Misses(records)
                        .nearest(
                                listing,
                                recipe.family(),
                                recipe.task(),
                                capture.get().images());
        return new Explanation(listing.key(), listing.text(), true, image, nearest.map(Misses.Nearest::difference));
    }

    /**
     * An image key and what it is the SHA-256 of.
     *
     * @param baked whether there are build steps; without them a VM starts from the base image
     * @param image the image in the cache, if it is there
     * @param nearest if it is not, how what is wanted differs from the nearest image of the same family and task
     */
    public record Explanation(
            String key, String listing, boolean baked, Optional<VmImage> image, Optional<Difference> nearest) {}
}
