package dev.workbench.image;

import dev.workbench.family.content.ContentEntry;
import dev.workbench.family.content.KeyListing;
import dev.workbench.family.content.ListingLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What decides a VM image, read back from its listing. */
record ListedInputs(String provider, String base, String architecture, List<ListedStep> steps) {
    ListedInputs withoutBase() {
        return new ListedInputs(provider, "", architecture, steps);
    }

    /** Empty when the listing is of something else, or of another version of the format. */
    static Optional<ListedInputs> of(KeyListing listing) {
        try {
            return listing.content()
                    .filter(content -> content.kind().equals(ImageKey.KIND))
                    .map(content -> new Reader(content.lines()).read());
        } catch (NumberFormatException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Goes through the lines, which are in the order of {@link ImageKey}. */
    private static final class Reader {
        private final Map<String, List<String>> values = new LinkedHashMap<>();
        private final Map<String, Map<String, ContentEntry>> trees = new LinkedHashMap<>();

        private Reader(List<ListingLine> lines) {
            for (var line : lines) {
                switch (line) {
                    case ListingLine.Value(String name, String text) ->
                        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
                    case ListingLine.Entry(String tree, ContentEntry entry) ->
                        trees.computeIfAbsent(tree, _ -> new LinkedHashMap<>()).put(entry.path(), entry);
                }
            }
        }

        private ListedInputs read() {
            var steps = new ArrayList<ListedStep>();
            for (var number = 1; number <= Integer.parseInt(value("steps")); number++) {
                steps.add(step("step-" + number));
            }
            return new ListedInputs(value("provider"), value("base"), value("architecture"), List.copyOf(steps));
        }

        private ListedStep step(String name) {
            return value(name).equals("shell")
                    ? new ListedStep.Shell(List.copyOf(values.getOrDefault(name + ".command", List.of())))
                    : new ListedStep.File(
                            value(name + ".source"),
                            value(name + ".destination"),
                            value(name + ".copies").equals("directory"),
                            trees.getOrDefault(name + ".content", Map.of()));
        }

        private String value(String name) {
            return values.getOrDefault(name, List.of()).getFirst();
        }
    }
}
