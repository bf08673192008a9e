package dev.workbench.console;

import dev.workbench.console.PhaseTree.Node;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the time of a command went that took long, in one line. */
record Longest(PhaseTree tree, Duration all, long now) {
    /** Who waited less wants to know nothing of it. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    private static final int MOST = 3;
    /** What took less than this part of the time is no reason for it. */
    private static final int LEAST_PART = 5;

    /** Empty when it was quick. */
    Optional<String> text() {
        if (all.compareTo(WORTH_TELLING) < 0) {
            return Optional.empty();
        }
        var longest = tree.all()
                .filter(node -> time(node).multipliedBy(LEAST_PART).compareTo(all) >= 0)
                .sorted(Comparator.comparing(this::time).reversed())
                .limit(MOST)
                .map(node -> node.name() + " " + PhaseText.time(time(node)))
                .collect(Collectors.joining(", "));
        return longest.isEmpty()
                ? Optional.empty()
                : Optional.of(PhaseText.time(all) + " in all; what took long: " + longest);
    }

    private Duration time(Node node) {
        return tree.goesBeside(node) ? node.time(now) : node.ownTime(now);
    }
}
