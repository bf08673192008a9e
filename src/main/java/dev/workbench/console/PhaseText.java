package dev.workbench.console;

import dev.workbench.console.PhaseTree.Node;
import dev.workbench.console.PhaseTree.State;
import dev.workbench.progress.Event.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Phases in words. */
record PhaseText(Style style, Marks marks) {
    /** Phases that end sooner than this are worth a line only with {@code --verbose}. */
    static final Duration WORTH_A_LINE = Duration.ofMillis(400);

    /** In seconds; from there on, minutes are easier to read. */
    private static final int LONG = 100;

    private static final String INDENT = "  ";

    String started(String name) {
        return style.faint(marks.more() + " ") + name;
    }

    String ended(String name, Duration took, Ending ending) {
        return switch (ending) {
            case Ending.Done(String outcome) ->
                style.green(marks.done() + " ") + name + (outcome.isEmpty() ? "" : ": " + outcome) + seconds(took);
            case Ending.Failed failed -> style.red(marks.failed() + " ") + name + seconds(took);
        };
    }

    /** A phase that ended and what it had, one line each; short ones only when {@code all}. */
    List<String> ended(Node top, boolean all) {
        var lines = new ArrayList<String>();
        addEnded(lines, top, 0, all);
        return lines;
    }

    private void addEnded(List<String> lines, Node node, int depth, boolean all) {
        if (!(node.state() instanceof State.Ended(Duration took, Ending ending))) {
            return;
        }
        if (all || ending instanceof Ending.Failed || took.compareTo(WORTH_A_LINE) >= 0) {
            lines.add(INDENT.repeat(depth) + ended(node.name(), took, ending));
        }
        node.parts().forEach(part -> addEnded(lines, part, depth + 1, all));
    }

    /** Phases that never came to their end, because the command did. */
    List<String> interrupted(Node top, long now) {
        var lines = new ArrayList<String>();
        addInterrupted(lines, top, 0, now);
        return lines;
    }

    private void addInterrupted(List<String> lines, Node node, int depth, long now) {
        if (node.isRunning()) {
            lines.add(INDENT.repeat(depth) + style.red(marks.failed() + " ") + node.name() + ": interrupted"
                    + seconds(node.time(now)));
        } else {
            addEnded(lines, node, depth, false);
            return;
        }
        node.parts().forEach(part -> addInterrupted(lines, part, depth + 1, now));
    }

    private String seconds(Duration took) {
        return style.faint(INDENT + time(took));
    }

    /** As people read it: {@code 4.2 s}, {@code 3 min 05 s}. */
    static String time(Duration took) {
        return took.toSeconds() < LONG
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : wholeTime(took);
    }

    /** The time so far of what goes on. */
    static String wholeTime(Duration took) {
        return took.toSeconds() < LONG
                ? took.toSeconds() + " s"
                : String.format(Locale.ROOT, "%d min %02d s", took.toMinutes(), took.toSecondsPart());
    }
}
