package dev.workbench.image;

import dev.workbench.family.content.KeyListing;
import dev.workbench.vm.KnownBase;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;

/**
 * The image that a recipe needs now, known without making anything. While the base image is not there its identity is not
 * known, and every image that is made from the same steps is one that may be needed.
 */
public final class Need {
    private static final String UNKNOWN = "";

    private final ImageRecords records;
    private final Recipe recipe;
    private final KeyListing listing;
    private final boolean baseKnown;

    private Need(ImageRecords records, Recipe recipe, KeyListing listing, boolean baseKnown) {
        this.records = records;
        this.recipe = recipe;
        this.listing = listing;
        this.baseKnown = baseKnown;
    }

    public static Need of(Recipe recipe, VmProvider provider, ImageRecords records) {
        var base = provider.ability(KnownBase.class).flatMap(known -> known.knownBase(recipe.base()));
        var listing = ImageKey.listing(provider.name(), base.orElse(UNKNOWN), recipe);
        return new Need(records, recipe, listing, base.isPresent());
    }

    /** Whether an image is what is needed, or may be. */
    public boolean isMetBy(VmImage image) {
        if (baseKnown) {
            return image.key().equals(listing.key());
        }
        return records.listing(image.key())
                .flatMap(ListedInputs::of)
                .map(ListedInputs::withoutBase)
                .map(inputs -> ListedInputs.of(listing).filter(inputs::equals).isPresent())
                .orElseGet(() -> image.family().equals(recipe.family()));
    }
}
