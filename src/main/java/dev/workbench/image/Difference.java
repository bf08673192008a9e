package dev.workbench.image;

import dev.workbench.family.content.KeyListing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What differs between the inputs of two images.
 *
 * @param before the key of the one
 * @param after the key of the other
 * @param changes in words; none when the keys are the same
 */
public record Difference(String before, String after, List<Change> changes) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /** Empty when one of the listings is none of this version's VM images. */
    public static Optional<Difference> between(KeyListing before, KeyListing after) {
        return ListedInputs.of(before)
                .flatMap(was -> ListedInputs.of(after)
                        .map(is -> new Difference(before.key(), after.key(), Changes.between(was, is))));
    }

    /** The changes as one sentence, with at most so many of them. */
    public String sentence(int most) {
        var text = changes.stream().limit(most).map(Change::text).collect(Collectors.joining("; "));
        return changes.size() > most ? text + "; and " + (changes.size() - most) + " more" : text;
    }
}
