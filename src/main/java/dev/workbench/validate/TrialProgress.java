package dev.workbench.validate;

import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import dev.workbench.validate.Report.Trial.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Listens to one of several trials that run at once, whose events nobody mistakes for those of another. Phases and the
 * last lines are kept for the report.
 */
final class TrialProgress implements Progress {
    private static final int SHOWN = 15;
    private static final int KEPT = 400;

    private final Progress beside;
    private final Instant begin;
    private final List<Phase> phases = new ArrayList<>();
    private final Deque<String> printed = new ArrayDeque<>();
    private final Deque<String> lines = new ArrayDeque<>();

    /** @param beside of this trial alone */
    TrialProgress(Progress beside, Instant begin) {
        this.beside = beside;
        this.begin = begin;
    }

    @Override
    public void on(Event event) {
        beside.on(event);
        switch (event) {
            case Event.PhaseEnded(String phase, var took, var ending) -> ended(phase, took, ending);
            case Event.Note(String text) -> keep(lines, text, KEPT);
            case Event.Warning(String text) -> keep(lines, "warning: " + text, KEPT);
            case Event.Output(String source, String line) -> {
                keep(printed, line, SHOWN);
                keep(lines, source + " | " + line, KEPT);
            }
            case Event.PhaseStarted started -> {}
            case Event.PhasesAhead ahead -> {}
            case Event.Within within -> {}
        }
    }

    private synchronized void ended(String phase, Duration took, Event.Ending ending) {
        var failed = ending instanceof Event.Ending.Failed;
        keep(lines, (failed ? "failed " : "done ") + phase + " " + took.toMillis() + " ms" + outcome(ending), KEPT);
        var start = Duration.between(begin, Instant.now()).minus(took);
        phases.add(new Phase(phase, start.isNegative() ? Duration.ZERO : start, took, failed));
    }

    private static String outcome(Event.Ending ending) {
        return switch (ending) {
            case Event.Ending.Done(String outcome) -> outcome.isEmpty() ? "" : " " + outcome;
            case Event.Ending.Failed failed -> "";
        };
    }

    private synchronized void keep(Deque<String> some, String line, int most) {
        some.add(line);
        if (some.size() > most) {
            some.remove();
        }
    }

    /** In the order in which they ended. */
    synchronized List<Phase> phases() {
        return List.copyOf(phases);
    }

    /** The innermost phase that failed, if one did. */
    synchronized Optional<String> failedPhase() {
        return phases.stream().filter(Phase::failed).map(Phase::name).findFirst();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The last lines that were printed, empty when there were none. */
    synchronized String lastLines() {
        return String.join("\n", printed);
    }
}
