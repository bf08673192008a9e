package dev.workbench.console;

import dev.workbench.console.PhaseTree.Node;
import dev.workbench.console.PhaseTree.State;
import dev.workbench.progress.Event.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * What is under way, as lines for a terminal of some size: no line is as wide as it, and they leave a row for the cursor.
 */
record TreePicture(Style style, Marks marks, int columns, int rows) {
    /** Narrower than this, two more columns of indentation hide more than they tell. */
    private static final int ROOMY = 40;

    /** A detail is told where this much of it fits. */
    private static final int LEAST_DETAIL = 12;

    /** What gives way first where there are too few rows. */
    private enum Weight {
        AHEAD,
        DONE,
        LAST_LINE,
        RUNNING
    }

    private record Line(Weight weight, AttributedString text) {}

    /** @param shown which of the phases that are no part of another */
    List<AttributedString> of(PhaseTree tree, long now, Predicate<Node> shown) {
        var lines = new ArrayList<Line>();
        tree.running().filter(shown).forEach(top -> add(lines, top, 0, tree.goesBeside(top), now));
        return fitting(lines);
    }

    private void add(List<Line> lines, Node node, int depth, boolean onlyRunning, long now) {
        if (onlyRunning && !node.isRunning()) {
            return;
        }
        lines.add(line(node, depth, now));
        node.parts().forEach(part -> add(lines, part, depth + 1, onlyRunning, now));
        if (node.isRunning()
                && !node.lastLine().isEmpty()
                && node.parts().stream().noneMatch(Node::isRunning)) {
            var said = indent(depth + 1) + PlainLine.of(node.lastLine()).strip();
            lines.add(new Line(Weight.LAST_LINE, faint(cut(said, width()))));
        }
    }

    private Line line(Node node, int depth, long now) {
        return switch (node.state()) {
            case State.Ahead ahead ->
                new Line(Weight.AHEAD, faint(line(indent(depth) + marks.ahead() + " ", node, "", "")));
            case State.Running running ->
                new Line(
                        Weight.RUNNING, coloured(style.yellow(marks.running()), marks.running(), depth, node, "", now));
            case State.Ended(Duration took, Ending.Done(String outcome)) ->
                new Line(Weight.DONE, coloured(style.green(marks.done()), marks.done(), depth, node, outcome, now));
            case State.Ended(Duration took, Ending.Failed failed) ->
                new Line(Weight.RUNNING, coloured(style.red(marks.failed()), marks.failed(), depth, node, "", now));
        };
    }

    private AttributedString coloured(String mark, String plain, int depth, Node node, String outcome, long now) {
        var took = node.time(now);
        var time = "  " + (node.isRunning() ? PhaseText.wholeTime(took) : PhaseText.time(took));
        var text = line(indent(depth) + plain + " ", node, outcome, time);
        var start = indent(depth).length() + plain.length();
        var end = Math.max(start, text.length() - time.length());
        return new AttributedStringBuilder()
                .append(indent(depth))
                .append(AttributedString.fromAnsi(mark))
                .append(text.substring(start, end))
                .append(faint(text.substring(end)))
                .toAttributedString();
    }

    /** The name gives way to the time, and the detail to both. */
    private String line(String start, Node node, String outcome, String time) {
        var room = width() - columns(start) - columns(time);
        var name = cut(outcome.isEmpty() ? node.name() : node.name() + ": " + outcome, room);
        var left = room - columns(name) - 3;
        var detail = PlainLine.of(node.detail()).strip();
        var told = detail.isEmpty() || (left < LEAST_DETAIL && left < columns(detail))
                ? ""
                : " (" + cut(detail, left) + ")";
        return start + name + told + time;
    }

    private List<AttributedString> fitting(List<Line> lines) {
        var most = Math.max(1, rows - 1);
        if (lines.size() > most) {
            var left = lines.size() - Math.max(1, most - 1);
            // Of equal weight, what came first.
            var leaving = IntStream.range(0, lines.size())
                    .boxed()
                    .sorted(Comparator.comparing(index -> lines.get(index).weight()))
                    .limit(left)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            leaving.forEach(index -> lines.remove(index.intValue()));
            if (most > 1) {
                lines.add(new Line(Weight.AHEAD, faint(cut(marks.more() + " " + left + " more", width()))));
            }
        }
        return lines.stream().map(Line::text).toList();
    }

    private String indent(int depth) {
        return " ".repeat(columns < ROOMY ? depth : 2 * depth);
    }

    /** One less than there are, so that no line ever wraps. */
    private int width() {
        return Math.max(1, columns - 1);
    }

    private AttributedString faint(String text) {
        return AttributedString.fromAnsi(style.faint(text));
    }

    private String cut(String text, int width) {
        if (columns(text) <= width) {
            return text;
        }
        var end = width > marks.more().length() + 1 ? marks.more() : "";
        return new AttributedString(text).columnSubSequence(0, Math.max(0, width - end.length())) + end;
    }

    private static int columns(String text) {
        return new AttributedString(text).columnLength();
    }
}
