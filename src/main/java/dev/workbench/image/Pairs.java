package dev.workbench.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Which item of one list is which of another: the longest common sequence of equal items, and between these, items that
 * are likely the same one, changed.
 */
final class Pairs<T> {
    private final List<T> before;
    private final List<T> after;
    private final BiPredicate<T, T> alike;
    private final List<Pair> pairs = new ArrayList<>();

    private Pairs(List<T> before, List<T> after, BiPredicate<T, T> alike) {
        this.before = before;
        this.after = after;
        this.alike = alike;
    }

    /** Indexes of items. */
    sealed interface Pair {}

    /** The same item in both, maybe changed. */
    record Both(int before, int after) implements Pair {}

    record New(int after) implements Pair {}

    record Gone(int before) implements Pair {}

    /**
     * All items of both, in order.
     *
     * @param alike whether two items that are not equal are likely the same one, changed
     */
    static <T> List<Pair> of(List<T> before, List<T> after, BiPredicate<T, T> alike) {
        return new Pairs<>(before, after, alike).find();
    }

    private List<Pair> find() {
        var common = common();
        int was = 0;
        int is = 0;
        while (was < before.size() && is < after.size()) {
            if (before.get(was).equals(after.get(is))) {
                pairs.add(new Both(was++, is++));
            } else {
                var goneTo = was;
                var newTo = is;
                while (goneTo < before.size() && common[goneTo + 1][is] == common[was][is]) {
                    goneTo++;
                }
                while (newTo < after.size() && common[goneTo][newTo + 1] == common[goneTo][is]) {
                    newTo++;
                }
                gap(was, goneTo, is, newTo);
                was = goneTo;
                is = newTo;
            }
        }
        gap(was, before.size(), is, after.size());
        return pairs;
    }

    /** How many equal items there are in sequence, at most, from each pair of indexes on. */
    private int[][] common() {
        var longest = new int[before.size() + 1][after.size() + 1];
        for (var was = before.size() - 1; was >= 0; was--) {
            for (var is = after.size() - 1; is >= 0; is--) {
                longest[was][is] = before.get(was).equals(after.get(is))
                        ? longest[was + 1][is + 1] + 1
                        : Math.max(longest[was + 1][is], longest[was][is + 1]);
            }
        }
        return longest;
    }

    private void gap(int was, int goneTo, int is, int newTo) {
        var next = was;
        for (var later = is; later < newTo; later++) {
            var likely = likely(next, goneTo, later);
            if (likely < 0) {
                pairs.add(new New(later));
                continue;
            }
            for (; next < likely; next++) {
                pairs.add(new Gone(next));
            }
            pairs.add(new Both(likely, later));
            next = likely + 1;
        }
        for (; next < goneTo; next++) {
            pairs.add(new Gone(next));
        }
    }

    private int likely(int from, int to, int later) {
        for (var earlier = from; earlier < to; earlier++) {
            if (alike.test(before.get(earlier), after.get(later))) {
                return earlier;
            }
        }
        return -1;
    }
}
