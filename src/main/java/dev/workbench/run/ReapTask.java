package dev.workbench.run;

import dev.workbench.reap.LocalInventory;
import dev.workbench.reap.ReapPlan;
import dev.workbench.reap.Reaper;
import dev.workbench.reap.Rules;
import dev.workbench.vm.Inventory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Finds and deletes what belongs to no live environment, on this machine and in the user's cloud account. */
public final class ReapTask {
    private final Workbench workbench;
    private final OwnRecords records;
    private final Reaper reaper;

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
        var places = Places.of(where, workbench.parts().providers());
        var all = new ArrayList<Inventory>();
        if (places.local()) {
            all.add(local());
        }
        places.regions().forEach(region -> all.add(region.inventory()));
        return all;
    }

    private Inventory local() {
        return new LocalInventory(
                records, workbench.engine(), () -> workbench.parts().bases().abandonedDrafts());
    }
}
