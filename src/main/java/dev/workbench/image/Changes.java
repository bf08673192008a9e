package dev.workbench.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What differs between the inputs of two images, in words; in the order of the later image. */
final class Changes {
    private final List<Change> changes = new ArrayList<>();
    private final ListedInputs before;
    private final ListedInputs after;

    private Changes(ListedInputs before, ListedInputs after) {
        this.before = before;
        this.after = after;
    }

    static List<Change> between(ListedInputs before, ListedInputs after) {
        return new Changes(before, after).find();
    }

    private List<Change> find() {
        value("provider", before.provider(), after.provider());
        value("architecture", before.architecture(), after.architecture());
        value("base", before.base(), after.base());
        steps();
        return List.copyOf(changes);
    }

    private void value(String subject, String was, String is) {
        if (!was.equals(is)) {
            changes.add(new Change(subject, subject + " " + Wording.change(was, is)));
        }
    }

    private void steps() {
        var pairs = Pairs.of(before.steps(), after.steps(), ListedStep::alike);
        var moved = moved(pairs);
        for (var pair : pairs) {
            switch (pair) {
                case Pairs.Both(int was, int is) ->
                    StepChanges.between(before.steps().get(was), after.steps().get(is), is + 1)
                            .forEach(changes::add);
                case Pairs.New(int is) when moved.containsValue(is) -> {}
                case Pairs.New(int is) -> step(is, " (" + after.steps().get(is).title() + ") is new");
                case Pairs.Gone(int was)
                when moved.containsKey(was) ->
                    step(was, " is now step " + (Objects.requireNonNull(moved.get(was)) + 1));
                case Pairs.Gone(int was) ->
                    step(was, " (" + before.steps().get(was).title() + ") is gone");
            }
        }
    }

    private void step(int index, String text) {
        var name = "step " + (index + 1);
        changes.add(new Change(name, name + text));
    }

    /** Steps that are the same at another place: from the earlier index to the later. */
    private Map<Integer, Integer> moved(List<Pairs.Pair> pairs) {
        var moved = new LinkedHashMap<Integer, Integer>();
        for (var gone : pairs) {
            for (var added : pairs) {
                if (gone instanceof Pairs.Gone(int was)
                        && added instanceof Pairs.New(int is)
                        && !moved.containsKey(was)
                        && !moved.containsValue(is)
                        && before.steps().get(was).equals(after.steps().get(is))) {
                    moved.put(was, is);
                }
            }
        }
        return moved;
    }
}
