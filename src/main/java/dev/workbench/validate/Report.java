package dev.workbench.validate;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a validation found.
 *
 * @param notes what was not looked at, and why
 */
public record Report(Tier tier, List<Family> families, List<String> notes, Instant begin, Duration took) {
    /**
     * One family's part.
     *
     * @param findings of all tiers, in the order of the files
     * @param trials what was tried with its tasks; none in the static tier
     * @param failures of the harness: neither the family's fault nor a verdict on it
     */
    public record Family(
            String name,
            Path directory,
            List<Finding> findings,
            List<Trial> trials,
            List<WorkbenchException> failures,
            Duration took) {
        public boolean passed() {
            return failures.isEmpty() && findings.stream().noneMatch(Finding::isError);
        }

        /** The same, of which one more failure is known. */
        Family failing(WorkbenchException failure) {
            var all = new ArrayList<>(failures);
            all.add(failure);
            return new Family(name, directory, findings, trials, List.copyOf(all), took);
        }

        /** What was found by reading alone. */
        public List<Finding> ownFindings() {
            return findings.stream()
                    .filter(finding ->
                            trials.stream().noneMatch(trial -> trial.findings().contains(finding)))
                    .toList();
        }

        public long errors() {
            return findings.stream().filter(Finding::isError).count();
        }

        public long warnings() {
            return findings.size() - errors();
        }
    }

    /**
     * One thing that was tried with a task, and how it went.
     *
     * @param task the task's name; empty for all tasks at once
     * @param kind {@code build}, {@code start}, {@code idle}, {@code solve} or {@code tests}
     * @param log the last lines of what was said and printed
     * @param findings those of the family's findings that this trial made
     */
    public record Trial(
            String task,
            String kind,
            Result result,
            OptionalDouble score,
            Instant begin,
            Duration took,
            List<Phase> phases,
            List<String> log,
            List<Finding> findings) {
        /** Kinds of trials, in the order in which they matter. */
        public static final List<String> KINDS = List.of("build", "start", "idle", "solve", "tests");

        /** A part of a trial, which began so long after the trial did. */
        public record Phase(String name, Duration start, Duration took, boolean failed) {}

        /** How a trial ended. */
        public enum Result {
            PASSED,
            FAILED,
            /** There is nothing to try: no agent, no tests, a score that a person has to give. */
            SKIPPED,
            /** The harness failed; nothing is known of the task. */
            UNKNOWN
        }
    }

    public List<Finding> findings() {
        return families.stream().flatMap(family -> family.findings().stream()).toList();
    }

    public List<WorkbenchException> failures() {
        return families.stream().flatMap(family -> family.failures().stream()).toList();
    }

    /** The verdict; a failure of the harness comes first, for then the verdict is not whole. */
    public ExitCode exit() {
        Optional<ExitCode> harness =
                failures().stream().map(WorkbenchException::exit).findFirst();
        return harness.orElse(families.stream().allMatch(Family::passed) ? ExitCode.OK : ExitCode.VERDICT);
    }
}
