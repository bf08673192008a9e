package dev.workbench.run;

import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.family.TaskFamily;
import java.util.List;
import java.util.Optional;

/**
 * A family of which everything that can be refused without building has been checked.
 *
 * @param tasks the names of its tasks, absent when only its code can tell
 */
public record Checked(TaskFamily family, RequiredVariables.Values variables, Optional<List<String>> tasks) {
    public Optional<ManifestTask> manifest(String task) {
        return family.manifest()
                .flatMap(manifest -> Optional.ofNullable(manifest.tasks().get(task)));
    }
}
