package dev.workbench.console;

import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Tells on standard error what happens, one line per event, and keeps all of it in the log. */
public final class Narrator implements Progress {
    /** Phases that end sooner than this are worth a line only with {@code --verbose}. */
    private static final Duration WORTH_A_LINE = Duration.ofMillis(400);

    /** Whose output an author wants to see as it comes; what else runs is in the log. */
    private static final Set<String> WORTH_SEEING = Set.of("task", "agent", "packer", "tests");

    private final Console console;
    private final Progress log;

    public Narrator(Console console, Progress log) {
        this.console = console;
        this.log = log;
    }

    @Override
    public synchronized void on(Event event) {
        log.on(event);
        switch (event) {
            case Event.PhaseStarted(String name) -> {
                if (console.verbose()) {
                    say(console.style().faint("… ") + name);
                }
            }
            case Event.PhaseEnded(String name, Duration took, boolean failed, String outcome) ->
                phaseEnded(name, took, failed, outcome);
            case Event.Note(String text) -> say(text);
            case Event.Warning(String text) ->
                console.err().println(console.style().yellow("warning: ") + text);
            case Event.Output(String source, String line) -> {
                if (console.verbose() || WORTH_SEEING.contains(source)) {
                    say(console.style().faint(source + " | ") + line);
                }
            }
        }
        console.err().flush();
    }

    private void phaseEnded(String name, Duration took, boolean failed, String outcome) {
        if (failed) {
            say(console.style().red("✗ ") + name + seconds(took));
        } else if (console.verbose() || took.compareTo(WORTH_A_LINE) >= 0) {
            say(console.style().green("✓ ") + name + (outcome.isEmpty() ? "" : ": " + outcome) + seconds(took));
        }
    }

    private void say(String line) {
        if (!console.quiet()) {
            console.err().println(line);
        }
    }

    private String seconds(Duration took) {
        return console.style().faint(String.format(Locale.ROOT, "  %.1f s", took.toMillis() / 1000.0));
    }
}
