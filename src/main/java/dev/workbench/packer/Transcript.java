package dev.workbench.packer;

import dev.workbench.progress.Event;
import dev.workbench.progress.Phase;
import dev.workbench.progress.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads Packer's output line by line: which step runs, what it says, how it ended. */
final class Transcript implements AutoCloseable {
    /** What the script of a pause says; only a reason to look whether there is one, since a step can say it too. */
    static final String PAUSED = "workbench: between steps";

    private static final int KEPT_LINES = 50;
    private static final Pattern PREFIXED = Pattern.compile("(?:==>|   ) null\\.vm: (.*)", Pattern.DOTALL);
    private static final Pattern STEP_BEGINS =
            Pattern.compile("(?:Uploading|Provisioning with shell script:) steps/(\\d+)\\.(?:data|sh)\\b.*");
    private static final Pattern VERDICT = Pattern.compile("--> null\\.vm: (.*)", Pattern.DOTALL);
    private static final Pattern EXIT = Pattern.compile("Script exited with non-zero exit status: (\\d+).*");
    private static final String RUNS_PAUSE = "Running local shell script: steps/";
    private static final String ERRORS_AHEAD = "Provisioning step had errors:";

    private final List<String> titles;
    private final int first;
    private final IntPredicate pause;
    private final Progress progress;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private int step;
    private int pausedAfter;
    private @Nullable Phase phase;
    private @Nullable String verdict;
    private boolean over;
    private OptionalInt command = OptionalInt.empty();
    private final List<Duration> times = new ArrayList<>();
    private long stepStarted;

    /**
     * @param titles each step in a few words
     * @param done how many of the steps are not run
     * @param pause is called when there may be a pause after a step, with its number; says whether there was
     */
    Transcript(List<String> titles, int done, IntPredicate pause, Progress progress) {
        this.titles = List.copyOf(titles);
        this.first = done + 1;
        this.step = done;
        this.pause = pause;
        this.progress = progress;
    }

    /** Tells which steps there will be. */
    void announce() {
        progress.on(new Event.PhasesAhead(IntStream.rangeClosed(first, titles.size())
                .mapToObj(this::phase)
                .toList()));
    }

    private Event.PhaseStarted phase(int number) {
        return new Event.PhaseStarted("build step " + number + " of " + titles.size(), titles.get(number - 1));
    }

    void line(String line) {
        var said = VERDICT.matcher(line);
        if (said.matches()) {
            verdict = said.group(1);
            return;
        }
        var prefixed = PREFIXED.matcher(line);
        var text = prefixed.matches() ? prefixed.group(1) : line;
        if (text.startsWith(ERRORS_AHEAD) || line.startsWith("Build 'null.vm'")) {
            over = true;
        }
        if (over || begins(text) || text.startsWith(RUNS_PAUSE) || (text.isEmpty() && !prefixed.matches())) {
            return;
        }
        var marked = CommandMarks.read(text);
        if (marked.isPresent()) {
            command = marked;
            return;
        }
        if (text.equals(PAUSED)) {
            // Packer goes on after a pause: whoever says this once more does so at another time.
            if (step > pausedAfter && pause.test(step)) {
                pausedAfter = step;
            }
            return;
        }
        keep(text);
        progress.output("packer", text);
    }

    /** Steps come in their order, so what a script prints cannot move the count anywhere else. */
    private boolean begins(String text) {
        var matcher = STEP_BEGINS.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        var number = Integer.parseInt(matcher.group(1));
        if (number == step + 1 && number <= titles.size()) {
            finishPhase();
            step = number;
            var begun = phase(step);
            phase = progress.phase(begun.name(), begun.detail());
            stepStarted = System.nanoTime();
            command = OptionalInt.empty();
            lastLines.clear();
        }
        return number == step;
    }

    private void keep(String text) {
        if (lastLines.size() == KEPT_LINES) {
            lastLines.removeFirst();
        }
        lastLines.addLast(text);
    }

    /** Packer has ended, and not well. */
    void failed() {
        if (phase != null) {
            phase.failed(exitCode());
        }
    }

    /** Packer has ended well. */
    void succeeded() {
        finishPhase();
    }

    private void finishPhase() {
        if (phase != null) {
            phase.done();
            times.add(sinceStep());
        }
    }

    private Duration sinceStep() {
        return Duration.ofNanos(System.nanoTime() - stepStarted);
    }

    /** How long each step took that was run, the one that is under way included. */
    List<Duration> times() {
        var all = new ArrayList<>(times);
        if (step >= first + all.size()) {
            all.add(sinceStep());
        }
        return all;
    }

    /** The command of the step that failed, from 1, where the step's script could tell. */
    OptionalInt command() {
        return command;
    }

    /** The step that was reached, from 1; empty when Packer did not get to the first one that it was to run. */
    OptionalInt step() {
        return step < first ? OptionalInt.empty() : OptionalInt.of(step);
    }

    /** The number of the first step that was to be run. */
    int first() {
        return first;
    }

    /** Why Packer gave up, in its own words. */
    Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** The exit code of the script that failed. */
    OptionalInt exitCode() {
        if (verdict != null) {
            var exit = EXIT.matcher(verdict);
            if (exit.matches()) {
                return OptionalInt.of(Integer.parseInt(exit.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    /** The end of what the current step has printed. */
    String lastLines() {
        return String.join("\n", lastLines);
    }

    @Override
    public void close() {
        if (phase != null) {
            phase.close();
        }
    }
}
