package dev.workbench.run;

import dev.workbench.environment.Prepared;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.TaskNames;
import dev.workbench.family.VmSpec;
import dev.workbench.family.VmSpecReader;
import dev.workbench.ledger.Scope;
import dev.workbench.mainimage.MainImages;
import dev.workbench.mainimage.SourceCheck;
import dev.workbench.task.TaskCodeException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a task from a directory to the point where it can be started, and refuses it as early as can be. */
final class Preparation {
    private final Workbench workbench;

    Preparation(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Checks what can be checked before anything is built: files, source, task name, required variables. */
    Checked check(Path directory, Optional<String> task, Optional<Path> envFile) {
        var family = FamilyLoader.load(workbench.directory().resolve(directory));
        var required = new LinkedHashSet<String>();
        var tasks = family.hasPython() ? checkSource(family, required) : manifestTasks(family, task, required);
        if (task.isPresent() && tasks.isPresent() && !tasks.get().contains(task.get())) {
            throw TaskNames.missing(family, task.get(), tasks.get());
        }
        var values = RequiredVariables.of(envFile, workbench.variables(), workbench.directory())
                .require(required, family.module().orElse(family.directory()).toString());
        return new Checked(family, values, tasks);
    }

    private Optional<List<String>> checkSource(TaskFamily family, Set<String> required) {
        var facts = new SourceCheck(
                        workbench.engine(),
                        workbench.parts().bases(),
                        workbench.home().inspections(),
                        workbench.progress())
                .check(family);
        facts.requiredEnvironmentVariables().ifPresent(required::addAll);
        return facts.tasks();
    }

    private static Optional<List<String>> manifestTasks(
            TaskFamily family, Optional<String> task, Set<String> required) {
        var tasks = family.manifest().orElseThrow().tasks();
        tasks.values().stream()
                .filter(entry -> task.isEmpty() || entry.name().equals(task.get()))
                .forEach(entry -> required.addAll(entry.requiredEnvironmentVariables()));
        return Optional.of(List.copyOf(tasks.keySet()));
    }

    /** Builds the main image or finds it in the cache, and asks the code what the task is. */
    Prepared prepare(Checked checked, String task, Scope scope) {
        var family = checked.family();
        var manifest = checked.manifest(task);
        var recipe = new MainImages.Recipe(family, family.hasPython() ? Optional.empty() : manifest);
        var images = images();
        var image = images.ensure(recipe, checked.variables(), scope);
        if (!family.hasPython()) {
            return new Prepared(
                    family,
                    manifest,
                    ManifestDescription.of(manifest.orElseThrow()),
                    checked.variables(),
                    image.image(),
                    image.cache());
        }
        var description = images.describe(image, family, scope);
        var described = Optional.ofNullable(description.tasks().get(task))
                .orElseThrow(() ->
                        TaskNames.missing(family, task, description.tasks().keySet()));
        if (described.error().isPresent()) {
            throw TaskCodeException.parse("describe", described.error().get()).asFailure(family.directory());
        }
        return new Prepared(family, manifest, described, checked.variables(), image.image(), image.cache());
    }

    private MainImages images() {
        return new MainImages(
                workbench.engine(),
                workbench.parts().bases(),
                workbench.home().descriptions(),
                workbench.home().fileHashes(),
                workbench.progress());
    }

    /** The names of all tasks of a family whose main image is built. */
    List<String> tasks(Checked checked, Scope scope) {
        if (checked.tasks().isPresent()) {
            return checked.tasks().get();
        }
        var recipe = new MainImages.Recipe(checked.family(), Optional.empty());
        var image = images().ensure(recipe, checked.variables(), scope);
        return List.copyOf(
                images().describe(image, checked.family(), scope).tasks().keySet());
    }

    /** The task's VM spec, with its build steps' sources checked: the manifest's, else the code's. */
    static Optional<VmSpec> vmSpec(Prepared task) {
        var declared = task.manifest().flatMap(ManifestTask::auxVm);
        if (declared.isPresent()) {
            return declared;
        }
        return task.description()
                .auxVmSpec()
                .map(json -> VmSpecReader.read(
                        json, task.description().name(), task.family().directory()));
    }
}
