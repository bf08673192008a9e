package dev.workbench.run;

import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.family.TaskFamily;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A family of which everything that can be refused without building has been checked.
 *
 * @param variables the values of the required variables whose names can be read without running code
 * @param computed the values of others, where only the family's code can tell all names
 * @param tasks the names of its tasks, absent when only its code can tell
 */
public record Checked(
        TaskFamily family,
        RequiredVariables.Values variables,
        Optional<Function<List<String>, RequiredVariables.Values>> computed,
        Optional<List<String>> tasks) {
    public Optional<ManifestTask> manifest(String task) {
        return family.manifest()
                .flatMap(manifest -> Optional.ofNullable(manifest.tasks().get(task)));
    }
}
