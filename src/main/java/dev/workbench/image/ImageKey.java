package dev.workbench.image;

import dev.workbench.family.BuildSources.BuildSource;
import dev.workbench.family.BuildStep;
import dev.workbench.family.content.KeyListing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The listing of everything that decides what a VM image contains; its hash is the image key. */
final class ImageKey {
    /** What the key is of, as its listing says. */
    static final String KIND = "vm-image";

    private ImageKey() {}

    /**
     * The canonical form: provider, base, architecture, the number of steps, then each step. A {@code shell} step has
     * its commands; a {@code file} step has what the author wrote and the tree that is copied.
     *
     * @param base the provider's words for the unmodified image and its disk ({@code VmProvider.prepareBase})
     */
    static KeyListing listing(String provider, String base, Recipe recipe) {
        var listing = KeyListing.of(KIND)
                .value("provider", provider)
                .value("base", base)
                .value("architecture", recipe.machine().architecture().word());
        return add(listing, recipe.steps(), recipe.sources()).build();
    }

    /** The listings of images with the first step alone, the first two, and so on, without the last: one for each layer. */
    static List<KeyListing> layers(KeyListing listing) {
        var lines = listing.text().lines().toList();
        var count = indexOf(lines, "steps ", 0);
        var layers = new ArrayList<KeyListing>();
        var end = indexOf(lines, "step-2 ", count);
        for (var steps = 1; end < lines.size(); steps++) {
            var text = new ArrayList<>(lines.subList(0, count));
            var number = String.valueOf(steps);
            text.add("steps " + number.length() + ":" + number);
            text.addAll(lines.subList(count + 1, end));
            layers.add(KeyListing.parse(String.join("\n", text) + "\n"));
            end = indexOf(lines, "step-" + (steps + 2) + " ", end);
        }
        return List.copyOf(layers);
    }

    private static int indexOf(List<String> lines, String start, int from) {
        var index = from;
        while (index < lines.size() && !lines.get(index).startsWith(start)) {
            index++;
        }
        return index;
    }

    private static KeyListing.Builder add(
            KeyListing.Builder listing, List<BuildStep> steps, List<BuildSource> sources) {
        var byStep = sources.stream().collect(Collectors.toMap(BuildSource::step, source -> source));
        listing.value("steps", String.valueOf(steps.size()));
        for (var index = 0; index < steps.size(); index++) {
            var name = "step-" + (index + 1);
            switch (steps.get(index)) {
                case BuildStep.Shell shell -> listing.value(name, "shell").values(name + ".command", shell.commands());
                case BuildStep.File file -> {
                    var source = byStep.get(index);
                    if (source == null) {
                        throw new IllegalArgumentException("the source of build step " + (index + 1) + " is not given");
                    }
                    listing.value(name, "file")
                            .value(name + ".source", file.source())
                            .value(name + ".destination", file.destination())
                            .value(name + ".copies", source.directory() ? "directory" : "file")
                            .tree(name + ".content", source.content());
                }
            }
        }
        return listing;
    }
}
