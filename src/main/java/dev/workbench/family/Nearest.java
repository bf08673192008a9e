package dev.workbench.family;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names that are near to a mistyped one. */
public final class Nearest {
    private static final int SHOWN = 20;

    private Nearest() {}

    /** The nearest of the candidates, when it is near enough to be what was meant. */
    public static Optional<String> to(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> near(name, candidate) || startsAlike(name, candidate))
                .min(byDistance(name));
    }

    /** "did you mean 'main'? tasks: main, hard", the nearest first. */
    public static String hint(String plural, String name, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "there are no " + plural;
        }
        var listed = candidates.stream().sorted(byDistance(name)).limit(SHOWN).collect(Collectors.joining(", "));
        var more = candidates.size() > SHOWN ? " and " + (candidates.size() - SHOWN) + " more" : "";
        return to(name, candidates).map(n -> "did you mean '" + n + "'? ").orElse("") + plural + ": " + listed + more;
    }

    private static Comparator<String> byDistance(String name) {
        return Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder());
    }

    private static boolean near(String name, String candidate) {
        return distance(name, candidate) <= Math.max(1, Math.min(name.length(), candidate.length()) / 3);
    }

    private static boolean startsAlike(String name, String candidate) {
        return name.length() >= 3 && fold(candidate).startsWith(fold(name));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours, without regard to case. */
    static int distance(String left, String right) {
        var a = fold(left);
        var b = fold(right);
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(row[j - 1], last[j]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    /** Long names are compared by their beginnings: the cost is a product of lengths. */
    private static String fold(String name) {
        return name.substring(0, Math.min(100, name.length())).toLowerCase(Locale.ROOT);
    }
}
