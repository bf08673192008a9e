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
import dev.workbench.mainimage.MainImage;
import dev.workbench.mainimage.MainImages;
import dev.workbench.mainimage.SourceCheck;
import dev.workbench.mainimage.SourceFacts;
import dev.workbench.task.Description;
import dev.workbench.task.TaskCodeException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a task from a directory to the point where it can be started, and refuses it as early as can be. */
final class Preparation {
    private final Workbench workbench;
    private final Set<String> built = new HashSet<>();

    Preparation(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Checks what can be checked before anything is built: files, source, task name, required variables. */
    Checked check(Path directory, Optional<String> task, Optional<Path> envFile) {
        var family = FamilyLoader.load(workbench.directory().resolve(directory));
        var facts = family.hasPython() ? Optional.of(source(family)) : Optional.<SourceFacts>empty();
        var tasks = facts.isPresent()
                ? facts.get().tasks()
                : Optional.of(
                        List.copyOf(family.manifest().orElseThrow().tasks().keySet()));
        tasks.ifPresent(names -> TaskNames.check(family, names));
        if (task.isPresent() && tasks.isPresent() && !tasks.get().contains(task.get())) {
            throw TaskNames.missing(family, task.get(), tasks.get());
        }
        var place = family.module().orElse(family.directory()).toString();
        var variables = RequiredVariables.of(envFile, workbench.variables(), workbench.directory());
        var names = facts.map(SourceFacts::requiredEnvironmentVariables)
                .orElseGet(() -> Optional.of(manifestVariables(family, task)));
        return new Checked(
                family,
                variables.require(names.orElse(List.of()), place),
                names.isPresent() ? Optional.empty() : Optional.of(all -> variables.require(all, place)),
                tasks);
    }

    private SourceFacts source(TaskFamily family) {
        return new SourceCheck(
                        workbench.engine(),
                        workbench.parts().bases(),
                        workbench.home().inspections(),
                        workbench.progress())
                .check(family);
    }

    private static List<String> manifestVariables(TaskFamily family, Optional<String> task) {
        return family.manifest().orElseThrow().tasks().values().stream()
                .filter(entry -> task.isEmpty() || entry.name().equals(task.get()))
                .flatMap(entry -> entry.requiredEnvironmentVariables().stream())
                .distinct()
                .toList();
    }

    /** Builds the main image or finds it in the cache, and asks the code what the task is. */
    Prepared prepare(Checked checked, String task, Scope scope) {
        var family = checked.family();
        var manifest = checked.manifest(task);
        var recipe = new MainImages.Recipe(family, family.hasPython() ? Optional.empty() : manifest);
        var image = images().ensure(recipe, checked.variables(), checked.computed(), scope);
        if (!family.hasPython()) {
            return new Prepared(
                    family,
                    manifest,
                    ManifestDescription.of(manifest.orElseThrow()),
                    checked.variables(),
                    image.image(),
                    cache(image));
        }
        var description = describe(image, family, scope);
        var described = Optional.ofNullable(description.tasks().get(task))
                .orElseThrow(() ->
                        TaskNames.missing(family, task, description.tasks().keySet()));
        if (described.error().isPresent()) {
            throw TaskCodeException.parse("describe", described.error().get()).asFailure(family.directory());
        }
        var variables = checked.computed()
                .map(all -> all.apply(description.requiredEnvironmentVariables()))
                .orElse(checked.variables());
        return new Prepared(family, manifest, described, variables, image.image(), cache(image));
    }

    private Description describe(MainImage image, TaskFamily family, Scope scope) {
        var description = images().describe(image, family, scope);
        TaskNames.check(family, description.tasks().keySet());
        return description;
    }

    /** What was built for one task of a build is no hit for the next. */
    private String cache(MainImage image) {
        if (!image.hit()) {
            built.add(image.key());
        }
        return built.contains(image.key()) ? "miss" : "hit";
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
        var image = images().ensure(recipe, checked.variables(), checked.computed(), scope);
        cache(image);
        return List.copyOf(describe(image, checked.family(), scope).tasks().keySet());
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
