package dev.workbench.image;

import dev.workbench.family.content.KeyListing;
import dev.workbench.progress.Progress;
import dev.workbench.vm.VmImage;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Explains why there is no image for a key: what differs from the nearest one of the same family and task. */
public final class Misses {
    private static final int SHOWN = 5;

    private final ImageRecords records;

    public Misses(ImageRecords records) {
        this.records = records;
    }

    /** An image that is there, and how what is wanted differs from it. */
    public record Nearest(VmImage image, Difference difference) {}

    /**
     * The image of the same family and task with the fewest changes, of these the newest.
     *
     * @param wanted what decides the image that is not there
     */
    public Optional<Nearest> nearest(KeyListing wanted, String family, String task, Collection<VmImage> images) {
        return images.stream()
                .filter(image -> of(image, family, task))
                .flatMap(image -> records
                        .listing(image.key())
                        .flatMap(listing -> Difference.between(listing, wanted))
                        .map(difference -> new Nearest(image, difference))
                        .stream())
                .min(Comparator.<Nearest>comparingInt(
                                near -> near.difference().changes().size())
                        .thenComparing(near -> near.image().created(), Comparator.reverseOrder()));
    }

    private boolean of(VmImage image, String family, String task) {
        return (image.family().equals(family) && image.task().equals(task))
                || records.uses(image.key()).stream()
                        .anyMatch(
                                use -> use.family().equals(family) && use.task().equals(task));
    }

    /** Remembers what decides an image that a task wants, whether it is there or not. */
    void keep(KeyListing wanted) {
        records.keep(wanted);
    }

    /** Tells why an image has to be baked. */
    void tell(Recipe recipe, KeyListing wanted, List<VmImage> images, Progress progress) {
        var near = nearest(wanted, recipe.family(), recipe.task(), images);
        if (near.isPresent()) {
            var image = near.get().image();
            progress.note("no image for this yet: " + near.get().difference().sentence(SHOWN) + " (compared with "
                    + image.key().substring(0, "sha256:".length() + 12) + ")");
        } else {
            progress.note("no image of " + recipe.place() + " yet: baking the first one");
        }
    }
}
