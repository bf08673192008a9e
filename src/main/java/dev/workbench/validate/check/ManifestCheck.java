package dev.workbench.validate.check;

import dev.workbench.family.Nearest;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.util.List;
import java.util.Optional;

/** The manifest keeps to its schema, and speaks of tasks that there are. */
final class ManifestCheck implements Check {
    @Override
    public void check(Subject family, Findings findings) {
        var file = Spot.of(family.manifestFile());
        family.broken().ifPresent(failure -> findings.add(Rule.MANIFEST, Optional.empty(), failure, file));
        family.manifest()
                .ifPresent(examined -> examined.problems()
                        .forEach(problem -> findings.add(
                                problem.place().path().contains("aux_vm") ? Rule.VM_SPEC : Rule.MANIFEST,
                                Spot.of(family.manifestFile(), problem.place()),
                                problem.message(),
                                problem.hint().orElse("see the manifest's schema, manifest.schema.json"))));
        family.outline()
                .flatMap(Outline::tasks)
                .map(tasks -> tasks.stream().map(Outline.Task::name).toList())
                .ifPresent(tasks -> checkTasks(family, tasks, findings));
    }

    private static void checkTasks(Subject family, List<String> tasks, Findings findings) {
        family.tasks()
                .ifPresent(manifest -> manifest.tasks().keySet().stream()
                        .filter(task -> !tasks.contains(task))
                        .forEach(task -> findings.add(
                                Rule.MANIFEST_TASKS,
                                task,
                                family.manifestSpot("tasks", task),
                                "get_tasks gives no task '" + task + "'",
                                Nearest.hint("tasks", task, tasks))));
    }
}
