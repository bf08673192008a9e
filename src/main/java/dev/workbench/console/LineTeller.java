package dev.workbench.console;

import dev.workbench.progress.Event;
import java.util.Set;

/** Tells on standard error what happens, one line per event. */
final class LineTeller implements Teller {
    /** Whose output an author wants to see as it comes; what else runs is in the log. */
    private static final Set<String> WORTH_SEEING = Set.of("task", "agent", "packer", "tests", "vm");

    private final Console console;
    private final PhaseText text;

    LineTeller(Console console, Marks marks) {
        this.console = console;
        this.text = new PhaseText(console.style(), marks);
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.PhaseStarted(String name, String detail) -> {
                if (console.verbose()) {
                    say(text.started(detail.isEmpty() ? name : name + " (" + detail + ")"));
                }
            }
            case Event.PhaseEnded ended -> {
                if (console.verbose() || ended.failed() || ended.took().compareTo(PhaseText.WORTH_A_LINE) >= 0) {
                    say(text.ended(ended.name(), ended.took(), ended.ending()));
                }
            }
            case Event.PhasesAhead ahead -> {}
            case Event.Note(String note) -> say(note);
            case Event.Warning(String warning) -> console.err().println(warning(console, warning));
            case Event.Output(String source, String line) -> {
                if (console.verbose() || WORTH_SEEING.contains(source)) {
                    say(output(console, source, line));
                }
            }
            case Event.Within within -> {
                if (within.isOfThePhaseItself()) {
                    on(within.event());
                } else if (console.verbose()) {
                    LogFile.text(within.event()).ifPresent(line -> say(output(console, within.phase(), line)));
                }
            }
        }
        console.err().flush();
    }

    static String warning(Console console, String text) {
        return console.style().yellow("warning: ") + text;
    }

    static String output(Console console, String source, String line) {
        return console.style().faint(source + " | ") + line;
    }

    @Override
    public void say(String line) {
        if (!console.quiet()) {
            console.err().println(line);
        }
    }
}
