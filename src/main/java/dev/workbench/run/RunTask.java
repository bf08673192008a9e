package dev.workbench.run;

import dev.workbench.environment.AllowedHosts;
import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentStarter;
import dev.workbench.environment.Prepared;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.ManifestTask;
import dev.workbench.vm.Ownership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The main job: prepare a task, start its environment, and, when there is an agent or a submission, score it and leave
 * nothing behind.
 */
public final class RunTask {
    private final Workbench workbench;
    private final PhaseTimes phases;
    private final Consumer<Path> logOpener;

    /** @param logOpener told where the log of this run belongs as soon as that is known */
    public RunTask(Workbench workbench, Consumer<Path> logOpener) {
        this.phases = new PhaseTimes(workbench.progress());
        this.workbench = workbench.reportingTo(phases);
        this.logOpener = logOpener;
    }

    public Outcome run(RunOptions options) {
        return inFreshEnvironment(
                options, environment -> options.scores() ? tryAndScore(environment, options) : outcome(environment));
    }

    /**
     * Starts a fresh environment and runs the family's tests in it; it is destroyed afterwards unless it is to be kept.
     *
     * @return pytest's exit code
     */
    public int test(RunOptions options, List<String> arguments) {
        return inFreshEnvironment(options, environment -> {
            int code = new TestTask(workbench).test(environment, arguments);
            if (!keeps(options, code == 0)) {
                destroy(environment);
            }
            return code;
        });
    }

    /**
     * Starts a fresh environment, works in it, and destroys it however the work ends.
     *
     * @param limit how long the start and the work may take
     * @throws WorkbenchException with the code {@value TimeLimit#CODE} when they take longer
     */
    public <T> T trial(RunOptions options, Duration limit, Function<Environment, T> work) {
        return inFreshEnvironment(options, Optional.of(limit), environment -> {
            var result = work.apply(environment);
            destroy(environment);
            return result;
        });
    }

    private <T> T inFreshEnvironment(RunOptions options, Function<Environment, T> work) {
        return inFreshEnvironment(options, Optional.empty(), work);
    }

    private <T> T inFreshEnvironment(RunOptions options, Optional<Duration> limit, Function<Environment, T> work) {
        workbench.parts().providers().check(options.provider());
        var allowed = AllowedHosts.resolve(options.allowedHosts());
        options.agent().ifPresent(AgentRun::check);
        var preparation = new Preparation(workbench);
        var checked = preparation.check(options.family(), Optional.of(options.task()), options.envFile());
        var wish = declaredVm(checked, options);

        var environment = workbench.begin("run", checked.family(), options.task(), options.ttl(), options.envFile());
        logOpener.accept(workbench.home().log(environment.id()));
        Supplier<T> all = () -> {
            start(environment, preparation, checked, wish, options, allowed);
            return work.apply(environment);
        };
        return workbench.undoingOnFailure(
                environment,
                keepsOnFailure(options),
                limit.map(most -> TimeLimit.on(all, most, () -> stop(environment)))
                        .orElse(all));
    }

    /** Takes an environment's machines away, so that whoever waits for something in them hears that they are gone. */
    private void stop(Environment environment) {
        var engine = workbench.engine();
        engine.containers(Map.of(Ownership.LABEL_ENVIRONMENT, environment.id()))
                .forEach(container -> engine.remove(container.id()));
    }

    private static boolean keepsOnFailure(RunOptions options) {
        return options.keep() != RunOptions.Keep.NEVER;
    }

    private void start(
            Environment environment,
            Preparation preparation,
            Checked checked,
            Optional<VmPlanning.Wish> declaredVm,
            RunOptions options,
            AllowedHosts allowed) {
        var task = preparation.prepare(checked, options.task(), environment.scope());
        var planning = new VmPlanning(workbench);
        var wish = declaredVm.or(() -> Preparation.vmSpec(task)
                .map(spec ->
                        planning.wish(checked.family(), options.task(), spec, options.provider(), options.spending())));
        if (task.description().fullInternet() && !allowed.isEmpty()) {
            workbench.progress().note("the task has full internet access: --allow-host changes nothing");
        }
        var vm = wish.map(wanted -> planning.plan(wanted, environment.scope()));
        starter().start(environment, task, vm, allowed);
        takeFirstScore(environment, task);
        environment.update(record -> record.withPhases(phases.times()));
    }

    private EnvironmentStarter starter() {
        return new EnvironmentStarter(
                workbench.engine(),
                workbench.parts().bases(),
                workbench.parts().access(),
                workbench.launcher(),
                workbench.progress());
    }

    /** A VM that the manifest declares is checked before anything is built; the code's own needs a main image. */
    private Optional<VmPlanning.Wish> declaredVm(Checked checked, RunOptions options) {
        return checked.manifest(options.task())
                .flatMap(ManifestTask::auxVm)
                .map(spec -> new VmPlanning(workbench)
                        .wish(checked.family(), options.task(), spec, options.provider(), options.spending()));
    }

    /** With intermediate scoring, one score is taken before the agent starts. */
    private void takeFirstScore(Environment environment, Prepared task) {
        if (task.description().has("intermediate_score")) {
            new ScoreTask(workbench).intermediate(environment, Optional.empty(), Optional.empty());
        }
    }

    private Outcome tryAndScore(Environment environment, RunOptions options) {
        Optional<Integer> agentExit = Optional.empty();
        if (options.agent().isPresent()) {
            agentExit = Optional.of(
                    new AgentRun(workbench).run(environment, options.agent().get()));
        }
        var scored = new ScoreTask(workbench).score(environment, options.submission(), options.envFile());
        var withAgent = agentExit.map(scored::withAgentExitCode).orElse(scored);
        environment.update(record -> record.withPhases(phases.times()));
        if (keeps(options, withAgent.passes(options.minScore()))) {
            return withAgent;
        }
        try {
            destroy(environment);
        } catch (WorkbenchException e) {
            workbench.progress().note(withAgent.summary());
            throw e;
        }
        return withAgent.asDestroyed(phases.times());
    }

    private static boolean keeps(RunOptions options, boolean success) {
        return switch (options.keep()) {
            case NEVER -> false;
            case ON_FAILURE -> !success;
            case ALWAYS -> true;
        };
    }

    private void destroy(Environment environment) {
        try (var phase = workbench.progress().phase("destroy environment")) {
            new DestroyTask(workbench).destroy(environment);
            phase.done();
        }
    }

    private Outcome outcome(Environment environment) {
        return Outcome.of(
                environment.record(), Optional.empty(), workbench.home().log(environment.id()));
    }
}
