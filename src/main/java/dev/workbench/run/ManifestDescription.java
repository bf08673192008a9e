package dev.workbench.run;

import dev.workbench.family.ManifestTask;
import dev.workbench.task.Description;
import java.util.LinkedHashSet;
import java.util.Optional;

/** A manifest-only task described in the words of a Python family's task. */
final class ManifestDescription {
    private ManifestDescription() {}

    static Description.Task of(ManifestTask task) {
        var members = new LinkedHashSet<String>();
        if (!task.start().isEmpty()) {
            members.add("start");
        }
        if (task.score().isPresent()) {
            members.add("score");
        }
        if (!task.teardown().isEmpty()) {
            members.add("teardown");
        }
        return new Description.Task(
                task.name(),
                task.instructions().orElse(""),
                task.permissions(),
                Optional.empty(),
                task.requiredEnvironmentVariables(),
                members,
                true,
                Optional.empty());
    }
}
