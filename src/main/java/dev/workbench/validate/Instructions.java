package dev.workbench.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text that the agent is told, or a part of one.
 *
 * @param task its task, absent when it may be every task's
 */
public record Instructions(Optional<String> task, String text, Spot spot) {
    /** Where a family's code has its instructions: the method, and the data that it words. */
    private static final Set<String> SCOPES = Set.of("get_instructions", "get_tasks");

    /** All that can be told of a family without running it. */
    public static List<Instructions> of(Subject family) {
        var found = new ArrayList<Instructions>();
        if (family.module().isEmpty()) {
            family.tasks()
                    .ifPresent(manifest -> manifest.tasks()
                            .values()
                            .forEach(task -> task.instructions()
                                    .ifPresent(text -> found.add(new Instructions(
                                            Optional.of(task.name()),
                                            text,
                                            family.manifestSpot("tasks", task.name(), "instructions"))))));
        }
        family.outline()
                .ifPresent(outline -> outline.strings().stream()
                        .filter(Instructions::isOne)
                        .forEach(each -> found.add(new Instructions(
                                Optional.empty(),
                                each.text(),
                                new Spot(family.module().orElseThrow(), each.line(), each.column())))));
        return found;
    }

    /** Whether a text of the code is for the agent. */
    static boolean isOne(Outline.Text text) {
        return SCOPES.contains(text.scope());
    }

    /**
     * All else that a family says: its code without what is for the agent, its other files, the rest of its manifest. Tests
     * are left out, for they make nothing.
     */
    public static List<String> beside(Subject family) {
        var others = new ArrayList<String>();
        family.files().stream()
                .filter(file -> !file.isTest())
                .filter(file -> family.module().filter(file.path()::equals).isEmpty())
                .filter(file -> !file.path().equals(family.manifestFile()))
                .forEach(file -> {
                    others.add(file.name());
                    others.add(file.text());
                });
        family.outline()
                .ifPresent(outline -> outline.strings().stream()
                        .filter(text -> !isOne(text))
                        .forEach(text -> others.add(text.text())));
        family.tasks()
                .ifPresent(manifest -> manifest.tasks().values().forEach(task -> {
                    others.addAll(task.install());
                    others.addAll(task.start());
                    task.score().ifPresent(score -> {
                        others.add(score.command());
                        score.fetch().forEach(fetch -> others.add(fetch.to()));
                    });
                }));
        return others;
    }
}
