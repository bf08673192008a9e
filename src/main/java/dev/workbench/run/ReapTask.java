package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.reap.LocalInventory;
import dev.workbench.reap.ReapPlan;
import dev.workbench.reap.Reaper;
import dev.workbench.reap.Rules;
import dev.workbench.vm.Inventoried;
import dev.workbench.vm.Inventory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Finds and deletes what belongs to no live environment, on this machine and in the user's cloud account. */
public final class ReapTask {
    private final Workbench workbench;
    private final OwnRecords records;
    private final Reaper reaper;

    /** Where to look. */
    public sealed interface Where {
        /** This machine, and the cloud if the user has one set up. */
        record Everywhere() implements Where {}

        record ThisMachine() implements Where {}

        /** A cloud, in its chosen region. */
        record Cloud(String provider) implements Where {}

        /** Some regions of a cloud, and nothing of this machine's. */
        record Regions(String provider, List<String> names) implements Where {}

        record AllRegions(String provider) implements Where {}
    }

    public ReapTask(Workbench workbench, Where where, Clock clock) {
        this.workbench = workbench;
        this.records = new OwnRecords(workbench, clock);
        this.reaper = new Reaper(inventories(where), workbench.progress(), clock);
    }

    /** Looks, and changes nothing. What is in use now stays, whatever an earlier plan said. */
    public ReapPlan plan(Rules rules) {
        return reaper.plan(rules, records.known());
    }

    public Reaper.Result carryOut(ReapPlan plan) {
        return reaper.carryOut(plan);
    }

    private List<Inventory> inventories(Where where) {
        return switch (where) {
            case Where.ThisMachine() -> List.of(local());
            case Where.Cloud(var provider) -> List.of(cloud(provider));
            case Where.Regions(var provider, var names) -> in(cloud(provider), names);
            case Where.AllRegions(var provider) -> {
                var cloud = cloud(provider);
                yield in(cloud, cloud.places());
            }
            case Where.Everywhere() -> {
                var all = new ArrayList<>(List.of(local()));
                workbench.parts().providers().clouds().values().forEach(each -> {
                    if (each.get() instanceof Inventoried cloud && cloud.isConfigured()) {
                        all.add(cloud.inventory());
                    }
                });
                yield all;
            }
        };
    }

    private Inventory local() {
        return new LocalInventory(
                records, workbench.engine(), () -> workbench.parts().bases().abandonedDrafts());
    }

    private static List<Inventory> in(Inventory cloud, List<String> places) {
        return places.stream().map(cloud::in).toList();
    }

    private Inventory cloud(String name) {
        if (workbench.parts().providers().named(name) instanceof Inventoried provider) {
            return provider.inventory();
        }
        throw WorkbenchException.badInput("no_such_cloud", "the provider '" + name + "' is no cloud");
    }
}
