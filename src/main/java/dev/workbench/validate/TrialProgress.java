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

/**
 * Listens to one of several trials that run at once: everything goes to the log under the trial's name, nothing of it
 * between the lines of another on the terminal. Phases and the last lines are kept for the report.
 */
final class TrialProgress implements Progress {
    private static final int SHOWN = 15;
    private static final int KEPT = 400;

    private final String name;
    private final Progress all;
    private final Instant begin;
    private final List<Phase> phases = new ArrayList<>();
    private final Deque<String> printed = new ArrayDeque<>();
    private final Deque<String> lines = new ArrayDeque<>();

    TrialProgress(String name, Progress all, Instant begin) {
        this.name = name;
        this.all = all;
        this.begin = begin;
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.PhaseStarted(String phase) -> all.output(name, "start " + phase);
            case Event.PhaseEnded(String phase, var took, boolean failed, String outcome) -> {
                ended(phase, took, failed);
                tell((failed ? "failed " : "done ") + phase + " " + took.toMillis() + " ms " + outcome);
            }
            case Event.Note(String text) -> tell(text);
            case Event.Warning(String text) -> tell("warning: " + text);
            case Event.Output(String source, String line) -> {
                keep(printed, line, SHOWN);
                tell(source + " | " + line);
            }
        }
    }

    private void tell(String line) {
        keep(lines, line, KEPT);
        all.output(name, line);
    }

    private synchronized void ended(String phase, Duration took, boolean failed) {
        var start = Duration.between(begin, Instant.now()).minus(took);
        phases.add(new Phase(phase, start.isNegative() ? Duration.ZERO : start, took, failed));
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

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The last lines that were printed, empty when there were none. */
    synchronized String lastLines() {
        return String.join("\n", printed);
    }
}
