package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with one family. */
public final class Findings {
    private final String family;
    private final Path directory;
    private final List<Finding> found = new ArrayList<>();

    public Findings(String family, Path directory) {
        this.family = family;
        this.directory = directory;
    }

    public synchronized void add(Rule rule, Spot spot, String message, String remedy) {
        found.add(new Finding(rule, family, Optional.empty(), spot, message, remedy));
    }

    public synchronized void add(Rule rule, String task, Spot spot, String message, String remedy) {
        found.add(new Finding(rule, family, Optional.of(task), spot, message, remedy));
    }

    /** Adds a failure that is the family's fault; one that tells several problems, a line each, becomes several. */
    public void add(Rule rule, Optional<String> task, WorkbenchException failure, Spot fallback) {
        var spot = failure.place().map(place -> Spot.parse(place, fallback)).orElse(fallback);
        var details = failure.details().map(text -> "\n" + text.stripTrailing()).orElse("");
        var remedy = failure.hint().orElse("see the place named");
        task.ifPresentOrElse(
                name -> add(rule, name, spot, failure.message() + details, remedy),
                () -> add(rule, spot, failure.message() + details, remedy));
    }

    public synchronized List<Finding> all() {
        return found.stream().sorted(Finding.ORDER).toList();
    }

    public Path directory() {
        return directory;
    }
}
