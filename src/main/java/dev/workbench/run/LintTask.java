package dev.workbench.run;

import dev.workbench.family.FamilyLoader;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.TaskNames;
import dev.workbench.family.VmSpec;
import dev.workbench.lint.ManifestFix;
import dev.workbench.lint.TaskLint;
import dev.workbench.lint.TaskLint.Advice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the build steps of a family's tasks against experience. */
public final class LintTask {
    private final Workbench workbench;

    public LintTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @param fixed how many commands were changed in the manifest */
    public record Result(int fixed, List<Advice> findings) {}

    /**
     * What can be said against the build steps of tasks. The family's code is asked only for what the manifest does not
     * say.
     *
     * @param tasks names; none for all
     * @param fix whether to change the manifest where that is mechanical
     */
    public Result lint(Path directory, List<String> tasks, boolean fix, Optional<Path> envFile) {
        var place = workbench.directory().resolve(directory);
        var family = FamilyLoader.load(place);
        var specs = specs(family, directory, tasks, envFile);
        var fixed = 0;
        if (fix) {
            for (var task : specs.entrySet()) {
                fixed += inManifest(family, task.getKey())
                        .map(spec -> ManifestFix.apply(
                                family.directory().resolve(FamilyLoader.MANIFEST), task.getKey(), spec))
                        .orElse(0);
            }
        }
        var read = fixed > 0 ? FamilyLoader.load(place) : family;
        var findings = new ArrayList<Advice>();
        specs.forEach((task, spec) -> findings.addAll(
                TaskLint.check(read, task, inManifest(read, task).orElse(spec))));
        return new Result(fixed, findings);
    }

    /** Warns of what can be said against the steps that are about to be run. */
    void warn(TaskFamily family, String task, VmSpec spec) {
        TaskLint.check(family, task, spec)
                .forEach(advice -> workbench
                        .progress()
                        .warn(advice.place() + ": " + advice.message() + "; " + advice.fix() + " [" + advice.rule()
                                + "]"));
    }

    private static Optional<VmSpec> inManifest(TaskFamily family, String task) {
        return family.manifest().flatMap(manifest -> manifest.task(task)).flatMap(ManifestTask::auxVm);
    }

    private Map<String, VmSpec> specs(TaskFamily family, Path directory, List<String> tasks, Optional<Path> envFile) {
        var specs = new LinkedHashMap<String, VmSpec>();
        if (!family.hasPython()) {
            var all = List.copyOf(family.manifest().orElseThrow().tasks().keySet());
            for (var task : tasks.isEmpty() ? all : tasks) {
                if (!all.contains(task)) {
                    throw TaskNames.missing(family, task, all);
                }
                inManifest(family, task).ifPresent(spec -> specs.put(task, spec));
            }
            return specs;
        }
        var preparation = new Preparation(workbench);
        var single = tasks.size() == 1 ? Optional.of(tasks.getFirst()) : Optional.<String>empty();
        var checked = preparation.check(directory, single, envFile);
        var environment = workbench.begin("build", checked.family(), "build", Duration.ofHours(1), envFile);
        workbench.undoingOnFailure(environment, false, () -> {
            for (var task : tasks.isEmpty() ? preparation.tasks(checked, environment.scope()) : tasks) {
                Preparation.vmSpec(preparation.prepare(checked, task, environment.scope()))
                        .ifPresent(spec -> specs.put(task, spec));
            }
            return specs;
        });
        workbench.destroyer().destroy(environment);
        return specs;
    }
}
