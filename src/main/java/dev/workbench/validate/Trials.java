package dev.workbench.validate;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.TimeLimit;
import dev.workbench.run.Workbench;
import dev.workbench.validate.Report.Trial;
import dev.workbench.validate.Report.Trial.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is tried with one family, and whose fault it is when that ends early: the family's, or the harness's. */
final class Trials {
    /** Failures whose exit code says that the input is bad, where the input is not the family. */
    private static final Set<String> NOT_THE_FAMILYS =
            Set.of("missing_variables", "no_such_provider", "unreadable_env_file");

    private final Workbench workbench;
    private final Validation.Options options;
    private final Subject family;
    private final List<WorkbenchException> failures = new ArrayList<>();

    Trials(Workbench workbench, Validation.Options options, Subject family) {
        this.workbench = workbench;
        this.options = options;
        this.family = family;
    }

    synchronized List<WorkbenchException> failures() {
        return List.copyOf(failures);
    }

    /** One that can be done by itself, at the same time as others. */
    record Pending(String task, String kind, Function<Attempt, Verdict> work) {}

    /** Builds all images; the names of the tasks go to {@code tasks}. */
    Pending build(List<String> tasks) {
        return new Pending("", "build", attempt -> {
            tasks.addAll(attempt.build());
            return Verdict.PASSED;
        });
    }

    List<Pending> of(String task) {
        if (options.tier() == Tier.CONTAINER) {
            return List.of(new Pending(task, "start", Attempt::start));
        }
        var trials = new ArrayList<Pending>();
        trials.add(new Pending(task, "idle", Attempt::idle));
        SolvingAgent.of(family.directory())
                .ifPresent(agent -> trials.add(new Pending(task, "solve", attempt -> attempt.solve(agent))));
        trials.add(new Pending(task, "tests", Attempt::tests));
        return trials;
    }

    /** Does one, and turns whatever ends it into a finding or into a failure of the harness. */
    Trial perform(Pending pending) {
        var name = family.name() + (pending.task().isEmpty() ? "" : "/" + pending.task()) + ": " + pending.kind();
        var begin = Instant.now();
        var beside = workbench.progress().beside(name);
        var progress = new TrialProgress(beside, begin);
        var attempt = new Attempt(workbench.reportingTo(progress), options, family, pending.task(), progress);
        Verdict verdict;
        try (var phase = beside.phase(name)) {
            verdict = verdict(pending, attempt);
            if (verdict.result() == Result.PASSED || verdict.result() == Result.SKIPPED) {
                phase.done(
                        verdict.result() == Result.SKIPPED
                                ? "skipped"
                                : verdict.score().isPresent()
                                        ? "score " + verdict.score().getAsDouble()
                                        : "");
            }
        }
        return new Trial(
                pending.task(),
                pending.kind(),
                verdict.result(),
                verdict.score(),
                begin,
                Duration.between(begin, Instant.now()),
                progress.phases(),
                progress.lines(),
                attempt.findings().stream()
                        .filter(finding -> !options.suppressions().covers(finding, family))
                        .toList());
    }

    private Verdict verdict(Pending pending, Attempt attempt) {
        try {
            return pending.work().apply(attempt);
        } catch (WorkbenchException e) {
            return failed(pending, attempt, e);
        } catch (RuntimeException e) {
            return failed(
                    pending,
                    attempt,
                    WorkbenchException.of(ExitCode.NOT_READY, "bug", "something unforeseen happened: " + e)
                            .hint("this is a bug of workbench")
                            .causedBy(e));
        }
    }

    private Verdict failed(Pending pending, Attempt attempt, WorkbenchException failure) {
        if (failure.exit() == ExitCode.LEFT_BEHIND) {
            attempt.tell(Rule.LEFT_BEHIND, failure);
        }
        if (failure.code().equals(TimeLimit.CODE)) {
            attempt.tellTimeLimit(pending.kind());
            return Verdict.FAILED;
        }
        if (isTheFamilys(failure)) {
            attempt.tell(rule(pending, failure), failure);
            return Verdict.FAILED;
        }
        synchronized (this) {
            failures.add(failure);
        }
        return Verdict.UNKNOWN;
    }

    private static boolean isTheFamilys(WorkbenchException failure) {
        return switch (failure.exit()) {
            case VERDICT -> true;
            case BAD_INPUT -> !NOT_THE_FAMILYS.contains(failure.code());
            case OK, NOT_READY, PROVIDER, TIMEOUT, LEFT_BEHIND, INTERRUPTED -> false;
        };
    }

    private static Rule rule(Pending pending, WorkbenchException failure) {
        return switch (pending.kind()) {
            case "build" ->
                Optional.of(failure.code())
                                .filter(code -> code.startsWith("install"))
                                .isPresent()
                        ? Rule.BUILD
                        : Rule.SETUP;
            default -> failure.code().contains("score") ? Rule.SCORING : Rule.START;
        };
    }
}
