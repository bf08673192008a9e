package dev.workbench.validate;

import dev.workbench.container.ContainerInfo;
import dev.workbench.environment.Environment;
import dev.workbench.environment.Status;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.AgentOptions;
import dev.workbench.run.AgentRun;
import dev.workbench.run.BuildTask;
import dev.workbench.run.OnError;
import dev.workbench.run.Outcome;
import dev.workbench.run.RunOptions;
import dev.workbench.run.RunTask;
import dev.workbench.run.ScoreTask;
import dev.workbench.run.TestTask;
import dev.workbench.run.Workbench;
import dev.workbench.settings.DurationText;
import dev.workbench.vm.Ownership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** One trial under way: in an environment of its own, a task is started, left alone, solved or tested. */
final class Attempt {
    private static final int NO_TESTS = 5;
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Workbench workbench;
    private final Validation.Options options;
    private final Subject family;
    private final String task;
    private final TrialProgress progress;
    private final Findings findings;

    /**
     * One trial that nothing is known of yet.
     *
     * @param task empty for all tasks at once
     * @param progress what the workbench reports to
     */
    Attempt(Workbench workbench, Validation.Options options, Subject family, String task, TrialProgress progress) {
        this.workbench = workbench;
        this.options = options;
        this.family = family;
        this.task = task;
        this.progress = progress;
        this.findings = new Findings(family.name(), family.directory());
    }

    List<Finding> findings() {
        return findings.all();
    }

    void tell(Rule rule, WorkbenchException failure) {
        findings.add(rule, Optional.of(task).filter(name -> !name.isEmpty()), failure, family.spot());
    }

    private void tell(Rule rule, String message, String remedy) {
        findings.add(rule, task, family.spot(), message, remedy);
    }

    /** Says at what the trial was when its time was over. */
    void tellTimeLimit(String kind) {
        tell(
                Rule.TIME_LIMIT,
                "the trial '" + kind + "' takes longer than " + DurationText.of(options.timeLimit())
                        + progress.failedPhase()
                                .map(phase -> ", at '" + phase + "'")
                                .orElse("") + printed(),
                "mend what hangs, or give it more time with --time-limit");
    }

    /** Builds what all tasks need; gives their names. */
    List<String> build() {
        return new BuildTask(workbench, log -> {})
                        .build(new BuildTask.Options(
                                family.directory(),
                                List.of(),
                                options.provider(),
                                options.envFile(),
                                options.spending(),
                                OnError.CLEANUP,
                                _ -> 1))
                        .stream()
                        .map(BuildTask.Built::task)
                        .toList();
    }

    /** Starts the task and ends it again. */
    Verdict start() {
        return inEnvironment(environment -> Verdict.of(hasInstructions(environment), OptionalDouble.empty()));
    }

    /** Scores what nobody has worked on, twice. */
    Verdict idle() {
        return inEnvironment(environment -> {
            var told = hasInstructions(environment);
            var first = score(environment);
            if (isFailed(first)) {
                return failedScoring(first, "after an agent that did nothing");
            }
            if (first.score().isEmpty()) {
                return told ? Verdict.SKIPPED : Verdict.FAILED;
            }
            var steady = isSteady(first, score(environment));
            var less = first.score().getAsDouble() < 1.0;
            if (!less) {
                tell(
                        Rule.IDLE_SCORES,
                        "an agent that does nothing scores " + first.score().getAsDouble(),
                        "let the score begin below 1.0, and grow with what is done");
            }
            return Verdict.of(told && steady && less, first.score());
        });
    }

    /** Lets an agent solve the task, and scores it twice. */
    Verdict solve(Path agent) {
        return inEnvironment(environment -> {
            int exit = new AgentRun(workbench)
                    .run(environment, new AgentOptions(SolvingAgent.COMMAND, Optional.of(agent)));
            var first = score(environment);
            if (isFailed(first)) {
                return failedScoring(first, "after the solving agent");
            }
            if (first.score().isEmpty()) {
                return Verdict.SKIPPED;
            }
            var steady = isSteady(first, score(environment));
            var solved = first.score().getAsDouble() == 1.0;
            if (!solved) {
                findings.add(
                        Rule.NOT_SOLVED,
                        task,
                        Spot.of(agent.resolve("run.sh")),
                        "the solving agent scores " + first.score().getAsDouble() + " (its exit code: " + exit + ")"
                                + printed(),
                        "mend the agent or the scoring: workbench run " + familyFromHere() + " " + task
                                + " --agent DIR --agent-command ./run.sh --keep on-failure");
            }
            return Verdict.of(steady && solved, first.score());
        });
    }

    private String familyFromHere() {
        return Spot.of(family.directory()).in(workbench.directory());
    }

    /** Runs the family's pytest tests. */
    Verdict tests() {
        return inEnvironment(environment -> {
            int exit = new TestTask(workbench).test(environment, List.of());
            if (exit == NO_TESTS) {
                return Verdict.SKIPPED;
            }
            if (exit != 0) {
                tell(
                        Rule.TESTS,
                        "pytest ended with exit code " + exit + printed(),
                        "workbench test " + familyFromHere() + " " + task + " shows all of it");
            }
            return Verdict.of(exit == 0, OptionalDouble.empty());
        });
    }

    private Verdict inEnvironment(Function<Environment, Verdict> work) {
        var started = new ArrayList<String>();
        var request = new RunOptions(
                family.directory(),
                task,
                options.provider(),
                Optional.empty(),
                Optional.empty(),
                RunOptions.Keep.NEVER,
                OptionalDouble.empty(),
                List.of(),
                LONGEST,
                options.envFile(),
                options.spending());
        var verdict = new RunTask(workbench, log -> {}).trial(request, options.timeLimit(), environment -> {
            started.add(environment.id());
            return work.apply(environment);
        });
        return started.stream().allMatch(this::isGone) ? verdict : Verdict.of(false, verdict.score());
    }

    /** After an environment is destroyed, the engine knows nothing that carries its name. */
    private boolean isGone(String id) {
        var labels = Map.of(Ownership.LABEL_ENVIRONMENT, id);
        var left = new ArrayList<>(workbench.engine().containers(labels).stream()
                .map(ContainerInfo::name)
                .toList());
        workbench.engine().networks(labels).forEach(network -> left.add(network.name()));
        if (!left.isEmpty()) {
            tell(
                    Rule.LEFT_BEHIND,
                    "after it was destroyed, this is still there: " + String.join(", ", left),
                    "remove it with the engine's own command, and report how it came about");
        }
        return left.isEmpty();
    }

    private boolean hasInstructions(Environment environment) {
        var there = environment
                .record()
                .description()
                .filter(each -> !each.instructions().isBlank())
                .isPresent();
        if (!there) {
            tell(
                    Rule.EMPTY_INSTRUCTIONS,
                    "the task's instructions are empty",
                    "say what the agent is to do, and where its result is to be");
        }
        return there;
    }

    private Outcome score(Environment environment) {
        return new ScoreTask(workbench).score(environment, Optional.empty(), options.envFile());
    }

    private static boolean isFailed(Outcome outcome) {
        return outcome.status().equals(Status.SCORING_FAILED.word());
    }

    private Verdict failedScoring(Outcome outcome, String when) {
        tell(
                Rule.SCORING,
                "scoring fails " + when + ": " + outcome.reason().orElse("no reason was given")
                        + outcome.traceback()
                                .map(lines -> "\n" + lines.stripTrailing())
                                .orElse(""),
                "a score is a number, or None when a person has to judge");
        return Verdict.of(false, outcome.score());
    }

    private boolean isSteady(Outcome first, Outcome second) {
        var steady = first.status().equals(second.status()) && first.score().equals(second.score());
        if (!steady) {
            tell(
                    Rule.UNSTEADY_SCORE,
                    "scored twice, the task has " + shown(first) + " and then " + shown(second),
                    "scoring must change nothing that it looks at, and depend on nothing else");
        }
        return steady;
    }

    private static String shown(Outcome outcome) {
        return outcome.score().isPresent() ? Double.toString(outcome.score().getAsDouble()) : outcome.status();
    }

    private String printed() {
        var lines = progress.lastLines();
        return lines.isEmpty() ? "" : "\n" + lines;
    }
}
