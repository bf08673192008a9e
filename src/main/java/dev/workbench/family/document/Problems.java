package dev.workbench.family.document;

import dev.workbench.error.WorkbenchException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All that is wrong with one document, collected so that it is told at once. */
public final class Problems {
    private static final int SHOWN = 50;

    private final List<Problem> found = new ArrayList<>();

    /** One thing that is wrong, and how to mend it where that is known. */
    public record Problem(Place place, String message, Optional<String> hint) {
        private String line() {
            return place.where() + ": " + message
                    + hint.map(h -> " (" + h + ")").orElse("");
        }
    }

    public void add(Place place, String message) {
        found.add(new Problem(place, message, Optional.empty()));
    }

    public void add(Place place, String message, String hint) {
        found.add(new Problem(place, message, Optional.of(hint)));
    }

    /** All of them, in the order in which they were found. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Fails when there are problems: a single one with its own place, several in the order of the document.
     *
     * @param code the failure's code
     * @param document what to call the document when there are several
     * @param place where it is
     */
    public void raise(String code, String document, String place) {
        if (found.isEmpty()) {
            return;
        }
        if (found.size() == 1) {
            var only = found.getFirst();
            var failure = WorkbenchException.badInput(code, only.message())
                    .at(only.place().where());
            throw only.hint().map(failure::hint).orElse(failure);
        }
        var lines = new ArrayList<>(found.stream()
                .sorted(Comparator.<Problem>comparingInt(p -> p.place().line())
                        .thenComparingInt(p -> p.place().column()))
                .limit(SHOWN)
                .map(Problem::line)
                .toList());
        if (found.size() > SHOWN) {
            lines.add("and " + (found.size() - SHOWN) + " more");
        }
        throw WorkbenchException.badInput(code, found.size() + " problems in " + document)
                .at(place)
                .details(String.join("\n", lines));
    }
}
