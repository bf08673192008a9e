package dev.workbench.reap;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An inventory that is a list. */
final class FakeInventory implements Inventory {
    private final String place;
    final List<Holding> things = new ArrayList<>();
    final List<Kind> deletions = new ArrayList<>();
    final Set<String> stuck = new HashSet<>();
    boolean dark;

    FakeInventory(String place, Holding... things) {
        this.place = place;
        this.things.addAll(Arrays.asList(things));
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public List<String> places() {
        return List.of(place);
    }

    @Override
    public Inventory in(String other) {
        return this;
    }

    @Override
    public Stream<Holding> holdings(Kind kind, Optional<String> owner) {
        if (dark) {
            throw WorkbenchException.provider("dark", "nobody answers");
        }
        return things.stream()
                .filter(thing -> thing.kind() == kind)
                .filter(thing -> owner.map(thing.owner()::equals).orElse(true));
    }

    @Override
    public List<Refusal> delete(Kind kind, List<String> ids) {
        deletions.add(kind);
        things.removeIf(thing -> thing.kind() == kind && ids.contains(thing.id()) && !stuck.contains(thing.id()));
        return ids.stream()
                .filter(stuck::contains)
                .map(id -> new Refusal(id, "it is stuck"))
                .toList();
    }
}
