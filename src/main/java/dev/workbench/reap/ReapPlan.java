package dev.workbench.reap;

import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is going to be deleted, for somebody to read first.
 *
 * @param orphans in the order of deletion, place by place
 * @param kept how many things stay, by the reason
 * @param unseen places that could not be looked at, and why
 */
public record ReapPlan(
        int version, Instant made, List<Orphan> orphans, Map<String, Integer> kept, List<Unseen> unseen) {
    private static final int VERSION = 1;

    public ReapPlan {
        orphans = List.copyOf(orphans);
        unseen = List.copyOf(unseen);
    }

    public record Unseen(String place, String why) {}

    static ReapPlan of(Instant made, List<Orphan> orphans, Map<String, Integer> kept, List<Unseen> unseen) {
        return new ReapPlan(VERSION, made, orphans, kept, unseen);
    }

    /** What is in both: what somebody agreed to, and what still qualifies. */
    public ReapPlan and(ReapPlan agreed) {
        record Thing(String kind, String place, String id) {}
        Set<Thing> wanted = new HashSet<>();
        agreed.orphans().forEach(orphan -> wanted.add(new Thing(orphan.kind().name(), orphan.place(), orphan.id())));
        var both = orphans.stream()
                .filter(orphan -> wanted.contains(new Thing(orphan.kind().name(), orphan.place(), orphan.id())))
                .toList();
        return new ReapPlan(version, made, both, kept, unseen);
    }

    /** US dollars an hour, as far as that is known. */
    public double costPerHour() {
        return orphans.stream()
                .mapToDouble(orphan -> orphan.costPerHour().orElse(0))
                .sum();
    }

    public void write(Path file) {
        try {
            Json.write(file.toAbsolutePath(), this);
        } catch (IOException e) {
            throw WorkbenchException.badInput("plan_not_written", "the plan cannot be written: " + e.getMessage())
                    .at(file.toString())
                    .causedBy(e);
        }
    }

    /** @throws WorkbenchException (exit code 2) when the file is no plan of this version */
    public static ReapPlan read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw WorkbenchException.badInput("no_plan", "there is no such plan")
                    .at(file.toString())
                    .hint("make one with: workbench vm reap --plan-out " + file);
        }
        try {
            var plan = Json.read(file, ReapPlan.class);
            if (plan.version() == VERSION) {
                return plan;
            }
        } catch (IOException | RuntimeException e) {
            throw notAPlan(file).causedBy(e);
        }
        throw notAPlan(file);
    }

    private static WorkbenchException notAPlan(Path file) {
        return WorkbenchException.badInput("bad_plan", "this is no plan of this version of workbench")
                .at(file.toString())
                .hint("make one with: workbench vm reap --plan-out " + file);
    }
}
