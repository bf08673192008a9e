package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.TaskNames;
import dev.workbench.remote.Guest;
import dev.workbench.vm.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Builds what tasks need before they are run: the main image and the aux VM images. */
public final class BuildTask {
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Workbench workbench;
    private final Consumer<Path> logOpener;

    public BuildTask(Workbench workbench, Consumer<Path> logOpener) {
        this.workbench = workbench;
        this.logOpener = logOpener;
    }

    /**
     * @param tasks names; none for all
     * @param provider the VM provider whose images to bake
     * @param spending what a VM to bake on may cost
     * @param shell opens the user's terminal on a VM and returns its exit status, for {@link OnError#SHELL}
     */
    public record Options(
            Path family,
            List<String> tasks,
            String provider,
            Optional<Path> envFile,
            Spending spending,
            OnError onError,
            ToIntFunction<Guest> shell) {}

    /** What a task now has: its main image, and its VM image if it has an aux VM. */
    public record Built(String task, String image, String imageCache, Optional<VmBuilt> vm) {}

    public record VmBuilt(String provider, String imageKey, String imageCache) {}

    public List<Built> build(Options options) {
        var preparation = new Preparation(workbench);
        var single = options.tasks().size() == 1 ? Optional.of(options.tasks().getFirst()) : Optional.<String>empty();
        var checked = preparation.check(options.family(), single, options.envFile());
        var environment = workbench.begin("build", checked.family(), "build", LONGEST, options.envFile());
        logOpener.accept(workbench.home().log(environment.id()));
        var debugging = new StepDebugging(workbench, environment, options.onError(), options.shell());
        var keep = options.onError() == OnError.KEEP;
        var built = workbench.undoingOnFailure(environment, keep, () -> {
            var all = preparation.tasks(checked, environment.scope());
            options.tasks().stream()
                    .filter(task -> !all.contains(task))
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw TaskNames.missing(checked.family(), unknown, all);
                    });
            var results = new ArrayList<Built>();
            for (var task : options.tasks().isEmpty() ? all : options.tasks()) {
                results.add(build(preparation, checked, task, options, environment, debugging));
            }
            return results;
        });
        workbench.destroyer().destroy(environment);
        return built;
    }

    /** What the author mends in a shell's time is read from the family's files anew. */
    private Built build(
            Preparation preparation,
            Checked checked,
            String task,
            Options options,
            Environment environment,
            StepDebugging debugging) {
        try {
            return attempt(preparation, checked, task, options, environment, debugging);
        } catch (WorkbenchException e) {
            if (!debugging.again()) {
                throw e;
            }
            var mended = preparation.check(options.family(), Optional.of(task), options.envFile());
            return build(preparation, mended, task, options, environment, debugging);
        }
    }

    private Built attempt(
            Preparation preparation,
            Checked checked,
            String task,
            Options options,
            Environment environment,
            StepDebugging debugging) {
        var prepared = preparation.prepare(checked, task, environment.scope());
        var vm = Preparation.vmSpec(prepared).map(spec -> {
            new LintTask(workbench).warn(checked.family(), task, spec);
            var planning = new VmPlanning(workbench);
            var wish = planning.wish(checked.family(), task, spec, options.provider(), options.spending());
            var plan = planning.plan(wish, environment.scope(), debugging);
            return new VmBuilt(plan.provider().name(), VmPlanning.key(plan), plan.cache());
        });
        return new Built(
                task,
                prepared.image().tags().stream()
                        .findFirst()
                        .orElse(prepared.image().id()),
                prepared.imageCache(),
                vm);
    }
}
