package dev.workbench.console;

import dev.workbench.progress.Event;
import org.jline.utils.Signals;

/** This process's terminal, kept up to date by a {@link LiveTeller}: its clock, its signals, and what is left at its end. */
final class LiveTerminal implements Teller {
    private static final long PAUSE_MILLIS = 100;

    private final LiveTeller teller;
    private final Narrator.Screen screen;
    private final Console console;
    private final Thread ticker = new Thread(this::keepDrawing, "live-terminal");
    /** The process is told to end: what was drawn becomes lines, and what is said from then on too. */
    private final Thread ender;

    private boolean started;
    private volatile boolean over;

    LiveTerminal(Console console, Narrator.Screen screen) {
        this.console = console;
        this.screen = screen;
        this.teller = new LiveTeller(console, screen.marks(), this::open, TerminalSize::now, System::nanoTime);
        this.ender = new Thread(teller::close, "end-of-live-terminal");
        ticker.setDaemon(true);
    }

    @Override
    public void on(Event event) {
        var itself = event instanceof Event.Within(String phase, Event inner) ? inner : event;
        if (!started && itself instanceof Event.PhaseStarted) {
            start();
        }
        if (itself instanceof Event.PhaseEnded phase && phase.failed() && isEnding()) {
            teller.close();
        }
        teller.on(event);
    }

    /**
     * Whether the process is going down: hooks run in no order, and what another one interrupts has not failed by itself.
     * {@link Runtime} tells it only by refusing to take a hook out or in.
     */
    private boolean isEnding() {
        if (!started) {
            return false;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(ender);
            Runtime.getRuntime().addShutdownHook(ender);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private void start() {
        started = true;
        try {
            Runtime.getRuntime().addShutdownHook(ender);
            ticker.start();
        } catch (IllegalStateException e) {
            over = true; // the process is ending: lines will do
        }
    }

    private LiveBlock open() {
        listen();
        return new LiveBlock(console.err(), screen.type(), screen.rewraps(), TerminalSize.now());
    }

    private void listen() {
        Signals.register("WINCH", teller::resized);
        Signals.register("CONT", teller::continued);
    }

    private void keepDrawing() {
        try {
            while (!over) {
                Thread.sleep(PAUSE_MILLIS);
                teller.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            teller.giveUp(); // a terminal that cannot be drawn on is no reason to end the work
        }
    }

    @Override
    public void say(String line) {
        teller.say(line);
    }

    @Override
    public void pause() {
        teller.pause();
    }

    @Override
    public void resume() {
        teller.resume();
        listen();
    }

    @Override
    public void close() {
        over = true;
        teller.close();
        if (started) {
            try {
                Runtime.getRuntime().removeShutdownHook(ender);
            } catch (IllegalStateException e) {
                // It is ending anyway.
            }
        }
    }
}
