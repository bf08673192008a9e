package dev.workbench.image;

import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which disks between build steps may go: those that no image which stays was made from. */
public record SpareLayers(ImageRecords records, List<VmImage> images, Instant now) {
    /** Longer than any bake takes: the layers of one that is under way have no image yet. */
    private static final Duration TIME_FOR_A_BAKE = Duration.ofDays(1);

    /** @param images those that stay */
    public SpareLayers {
        images = List.copyOf(images);
    }

    public List<VmImage> of(List<VmImage> layers) {
        return layers.stream()
                .filter(layer -> layer.created().isBefore(now.minus(TIME_FOR_A_BAKE)))
                .filter(layer -> images.stream().noneMatch(image -> isOf(layer, image)))
                .toList();
    }

    /** What decided an image that somebody else baked is not recorded here, but for which task it was is. */
    private boolean isOf(VmImage layer, VmImage image) {
        return records.listing(image.key())
                .map(listing -> ImageKey.layers(listing).stream()
                        .anyMatch(each -> each.key().equals(layer.key())))
                .orElseGet(() ->
                        image.family().equals(layer.family()) && image.task().equals(layer.task()));
    }
}
