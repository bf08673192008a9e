package dev.workbench.console;

import dev.workbench.progress.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The phases of a command, each with its parts, as far as they are known. */
final class PhaseTree {
    private final Lane main = new Lane(new ArrayList<>());
    private final Map<String, Lane> beside = new LinkedHashMap<>();

    /** What follows one after the other, and what of it is open, the innermost last. */
    private record Lane(List<Node> tops, Deque<Node> open) {
        Lane(List<Node> tops) {
            this(tops, new ArrayDeque<>());
        }

        List<Node> current() {
            return open.isEmpty() ? tops : open.getLast().parts;
        }
    }

    /** One phase. Times are those of {@link System#nanoTime}. */
    static final class Node {
        private final String name;
        private final String detail;
        private final List<Node> parts = new ArrayList<>();
        private long begun;
        private State state = new State.Ahead();
        private String lastLine = "";

        private Node(Event.PhaseStarted start) {
            this.name = start.name();
            this.detail = start.detail();
        }

        String name() {
            return name;
        }

        String detail() {
            return detail;
        }

        List<Node> parts() {
            return parts;
        }

        State state() {
            return state;
        }

        /** What something that runs inside it printed last. */
        String lastLine() {
            return lastLine;
        }

        boolean isRunning() {
            return state instanceof State.Running;
        }

        /** Its time without that of its parts. */
        Duration ownTime(long now) {
            return parts.stream().map(part -> part.time(now)).reduce(time(now), Duration::minus);
        }

        Duration time(long now) {
            return switch (state) {
                case State.Ahead ahead -> Duration.ZERO;
                case State.Running running -> Duration.ofNanos(now - begun);
                case State.Ended(Duration took, var ending) -> took;
            };
        }
    }

    /** Where a phase is in its life. */
    sealed interface State {
        record Ahead() implements State {}

        record Running() implements State {}

        record Ended(Duration took, Event.Ending ending) implements State {}
    }

    /** Takes in what happened now. Returns the phase that ended by that, where it is no part of another. */
    Optional<Node> on(Event event, long now) {
        return switch (event) {
            case Event.Within(String phase, Event inner) -> {
                var lane = beside.computeIfAbsent(phase, name -> new Lane(new ArrayList<>()));
                yield on(lane, inner, now);
            }
            default -> on(main, event, now);
        };
    }

    private static Optional<Node> on(Lane lane, Event event, long now) {
        switch (event) {
            case Event.PhaseStarted start -> start(lane, start, now);
            case Event.PhaseEnded ended -> {
                return end(lane, ended);
            }
            case Event.PhasesAhead(var phases) ->
                phases.forEach(phase -> lane.current().add(new Node(phase)));
            case Event.Output(String source, String line) -> {
                if (!lane.open.isEmpty() && !line.isBlank()) {
                    lane.open.getLast().lastLine = line;
                }
            }
            case Event.Note note -> {}
            case Event.Warning warning -> {}
            case Event.Within within -> {}
        }
        return Optional.empty();
    }

    private static void start(Lane lane, Event.PhaseStarted start, long now) {
        var siblings = lane.current();
        var node = siblings.stream()
                .filter(each -> each.state instanceof State.Ahead && each.name.equals(start.name()))
                .findFirst()
                .orElseGet(() -> {
                    var added = new Node(start);
                    siblings.add(added);
                    return added;
                });
        node.begun = now;
        node.state = new State.Running();
        lane.open.addLast(node);
    }

    private static Optional<Node> end(Lane lane, Event.PhaseEnded ended) {
        var found = lane.open.descendingIterator();
        while (found.hasNext()) {
            var node = found.next();
            if (node.name.equals(ended.name())) {
                found.remove();
                if (!lane.open.isEmpty()) {
                    lane.open.getLast().lastLine = ""; // it is older than what has just ended
                }
                node.state = new State.Ended(ended.took(), ended.ending());
                return lane.open.isEmpty() ? Optional.of(node) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The phases under way that are no part of another. */
    Stream<Node> running() {
        return Stream.concat(Stream.of(main), beside.values().stream())
                .flatMap(lane -> lane.tops.stream())
                .filter(Node::isRunning);
    }

    /** Whether others may go on at the same time. */
    boolean goesBeside(Node node) {
        return beside.values().stream().anyMatch(lane -> lane.tops.contains(node));
    }

    /** All phases; of those that went side by side, themselves alone. */
    Stream<Node> all() {
        return Stream.concat(
                main.tops.stream().flatMap(PhaseTree::all),
                beside.values().stream().flatMap(lane -> lane.tops.stream()));
    }

    private static Stream<Node> all(Node node) {
        return Stream.concat(Stream.of(node), node.parts.stream().flatMap(PhaseTree::all));
    }
}
