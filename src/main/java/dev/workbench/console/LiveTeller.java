package dev.workbench.console;

import dev.workbench.progress.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal what is under way, as a tree that changes, below lines that stay.
 *
 * <p>What is over soon is never drawn and costs nothing: the terminal's library is loaded, beside the work, for the first
 * phase that takes a while.
 */
final class LiveTeller implements Teller {
    /** A phase younger than this is not drawn. */
    private static final long PATIENCE_NANOS = 500_000_000;

    /**
     * After a change of size nothing is drawn for so long: tmux wraps its lines again at each step of a change, but tells
     * of a step up to 250 ms later, and what would be drawn meanwhile could not be found again.
     */
    private static final long SETTLING_NANOS = 400_000_000;

    /** Whose output stays on the screen; of what else runs the last line is shown while it runs. */
    private static final Set<String> STAYS = Set.of("task", "agent", "tests");

    private final Console console;
    private final Marks marks;
    private final PhaseText text;
    private final Supplier<LiveBlock> opener;
    private final Supplier<Size> size;
    private final LongSupplier clock;
    private final PhaseTree tree = new PhaseTree();
    private final List<String> waiting = new ArrayList<>();
    private final Set<PhaseTree.Node> interrupted = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable LiveBlock block;
    private boolean resized;
    private long settledAt;
    private boolean paused;
    private boolean closed;

    /**
     * @param opener makes the block, when it is first needed
     * @param size asks for the terminal's size
     */
    LiveTeller(Console console, Marks marks, Supplier<LiveBlock> opener, Supplier<Size> size, LongSupplier clock) {
        this.console = console;
        this.marks = marks;
        this.text = new PhaseText(console.style(), marks);
        this.opener = opener;
        this.size = size;
        this.clock = clock;
        this.settledAt = clock.getAsLong();
    }

    @Override
    public synchronized void on(Event event) {
        var staysAnyway = event instanceof Event.Output(String source, String line) && isWorthALine(source);
        var ended = staysAnyway ? Optional.<PhaseTree.Node>empty() : tree.on(event, clock.getAsLong());
        switch (event) {
            case Event.Note(String note) -> say(note);
            case Event.Warning(String warning) -> say(LineTeller.warning(console, warning));
            case Event.Output(String source, String line) -> {
                if (isWorthALine(source)) {
                    say(LineTeller.output(console, source, PlainLine.coloured(line)));
                }
            }
            case Event.Within within -> {
                if (console.verbose() && !within.isOfThePhaseItself()) {
                    LogFile.text(within.event())
                            .ifPresent(
                                    line -> say(LineTeller.output(console, within.phase(), PlainLine.coloured(line))));
                }
            }
            case Event.PhaseStarted started -> {}
            case Event.PhaseEnded phase -> {}
            case Event.PhasesAhead ahead -> {}
        }
        ended.filter(top -> !interrupted.contains(top))
                .ifPresent(top -> text.ended(top, console.verbose()).forEach(this::say));
        if (ended.isPresent() && tree.running().findAny().isEmpty()) {
            // The command's result, or its question, may come next.
            draw();
        }
    }

    private boolean isWorthALine(String source) {
        return console.verbose() || STAYS.contains(source);
    }

    /** Between two pictures lines wait, so that much output is not much drawing. */
    @Override
    public synchronized void say(String line) {
        if (isShown() && (isDrawn() || tree.running().findAny().isPresent())) {
            waiting.add(line);
        } else {
            console.err().println(line);
            console.err().flush();
        }
    }

    private boolean isDrawn() {
        return block != null && !block.isEmpty();
    }

    private boolean isShown() {
        return block != null && !paused && !closed;
    }

    /** Draws what has changed since the last time; to be called several times a second. */
    void tick() {
        if (needsBlock()) {
            var opened = opener.get(); // takes a moment, in which the work goes on
            synchronized (this) {
                block = opened;
            }
        }
        draw();
    }

    private synchronized boolean needsBlock() {
        return block == null && !paused && !closed && tree.running().anyMatch(this::isOldEnough);
    }

    private boolean isOldEnough(PhaseTree.Node top) {
        return top.time(clock.getAsLong()).toNanos() >= PATIENCE_NANOS;
    }

    private synchronized void draw() {
        if (!isShown() || block == null) {
            return;
        }
        if (resized) {
            resized = false;
            block.resize(size.get());
        }
        var lines = clock.getAsLong() < settledAt ? List.<AttributedString>of() : picture(block.size());
        if (!waiting.isEmpty() || !block.shows(lines)) {
            block.draw(waiting, lines);
            waiting.clear();
        }
    }

    private List<AttributedString> picture(Size room) {
        return new TreePicture(console.style(), marks, room.getColumns(), room.getRows())
                .of(tree, clock.getAsLong(), this::isOldEnough);
    }

    /** The terminal has another size. */
    synchronized void resized() {
        resized = true;
        settledAt = clock.getAsLong() + SETTLING_NANOS;
    }

    /** The process was stopped and goes on: the shell has written to the terminal. */
    synchronized void continued() {
        resized = true;
        if (block != null) {
            block.forget();
        }
    }

    @Override
    public synchronized void pause() {
        wipe();
        paused = true;
    }

    @Override
    public synchronized void resume() {
        paused = false;
        resized = true;
    }

    /** Leaves lines in the place of what is still under way. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        tree.running().toList().forEach(top -> {
            text.interrupted(top, clock.getAsLong()).forEach(this::say);
            interrupted.add(top);
        });
        wipe();
        closed = true;
    }

    /** What is said from now on is lines. */
    synchronized void giveUp() {
        block = null;
        closed = true;
        waiting.forEach(this::say);
        waiting.clear();
    }

    private void wipe() {
        if (isShown() && block != null && (!waiting.isEmpty() || isDrawn())) {
            block.draw(waiting, List.of());
            waiting.clear();
        }
    }
}
