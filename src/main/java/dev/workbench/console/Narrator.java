package dev.workbench.console;

import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what happens to people, as their terminal allows, or to programs; keeps all of it in the log. */
public final class Narrator implements Progress, AutoCloseable {
    private final Console console;
    private final LogFile log;
    private final Teller teller;
    private final PhaseTree phases = new PhaseTree();
    private final long begun = System.nanoTime();
    private boolean closed;

    private Narrator(Console console, LogFile log, Teller teller) {
        this.console = console;
        this.log = log;
        this.teller = teller;
    }

    /**
     * Tells as one command needs it.
     *
     * @param screen the terminal that standard error is, where it is one that can be drawn on
     * @param unicode whether whoever reads the lines elsewhere sees more than ASCII
     */
    public static Narrator of(Console console, LogFile log, Optional<Screen> screen, boolean unicode) {
        if (console.results() == Console.Results.JSON_LINES) {
            return new Narrator(console, log, new EventTeller(console.out(), log::file));
        }
        return new Narrator(
                console,
                log,
                screen.filter(it -> !console.quiet())
                        .<Teller>map(it -> new LiveTerminal(console, it))
                        .orElseGet(() -> new LineTeller(console, unicode ? Marks.UNICODE : Marks.ASCII)));
    }

    /**
     * A terminal for people.
     *
     * @param type as in {@code TERM}
     * @param rewraps whether it wraps its lines again when its size changes
     */
    public record Screen(String type, boolean unicode, boolean rewraps) {
        /** The terminal that a process with these variables is on; most wrap again, and those that do not can be told. */
        public static Screen of(Map<String, String> variables, boolean unicode) {
            var type = variables.getOrDefault("TERM", "");
            var cuts = variables.containsKey("STY") // GNU screen
                    || variables.containsKey("XTERM_VERSION")
                    || Stream.of("screen.", "rxvt", "linux").anyMatch(type::startsWith);
            return new Screen(type, unicode, variables.containsKey("TMUX") || !cuts);
        }

        Marks marks() {
            return unicode ? Marks.UNICODE : Marks.ASCII;
        }
    }

    @Override
    public synchronized void on(Event event) {
        log.on(event);
        phases.on(event, System.nanoTime());
        teller.on(event);
    }

    /** Leaves the terminal to some other program while that runs. */
    public Silence silence() {
        teller.pause();
        return teller::resume;
    }

    /** A time in which nothing is told. */
    public interface Silence extends AutoCloseable {
        @Override
        void close();
    }

    /** The command's work has ended, well or not; tells where its time went if that was much. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            teller.close();
            var now = System.nanoTime();
            new Longest(phases, Duration.ofNanos(now - begun), now)
                    .text()
                    .ifPresent(text -> teller.say(console.style().faint(text)));
            console.err().flush();
        }
    }
}
