package dev.workbench.reap;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Looks at several places at once, and deletes what it found there, each place by itself. */
public final class Reaper {
    /** More would only run into AWS's limits sooner, and each holds a page of answers. */
    private static final int AT_ONCE = 4;

    private final List<Inventory> inventories;
    private final Progress progress;
    private final Clock clock;

    public Reaper(List<Inventory> inventories, Progress progress, Clock clock) {
        this.inventories = List.copyOf(inventories);
        this.progress = progress;
        this.clock = clock;
    }

    /** @param left what is still there, and why */
    public record Result(List<Orphan> deleted, List<Left> left) {}

    public record Left(Orphan orphan, String why) {}

    /** Finds what belongs to no live environment; changes nothing. */
    public ReapPlan plan(Rules rules, Known known) {
        var unseen = new ArrayList<ReapPlan.Unseen>();
        var orphans = new ArrayList<Orphan>();
        var kept = new TreeMap<String, Integer>();
        var now = clock.instant();
        var surveys = inEachPlace(inventory -> Survey.of(inventory, rules, known, now));
        for (var survey : surveys) {
            try {
                var found = survey.answer();
                orphans.addAll(found.orphans());
                found.kept().forEach((why, count) -> kept.merge(why.word(), count, Integer::sum));
            } catch (WorkbenchException e) {
                unseen.add(new ReapPlan.Unseen(survey.inventory().place(), e.message()));
            }
        }
        return ReapPlan.of(now, orphans, kept, unseen);
    }

    /** Deletes what a plan says, as far as that goes. */
    public Result carryOut(ReapPlan plan) {
        var byPlace = plan.orphans().stream().collect(Collectors.groupingBy(Orphan::place));
        var deleted = new ArrayList<Orphan>();
        var left = new ArrayList<Left>();
        for (var sweep :
                inEachPlace(inventory -> sweep(inventory, byPlace.getOrDefault(inventory.place(), List.of())))) {
            var result = sweep.answer();
            deleted.addAll(result.deleted());
            left.addAll(result.left());
        }
        return new Result(deleted, left);
    }

    private Result sweep(Inventory inventory, List<Orphan> orphans) {
        var result = new Result(new ArrayList<>(), new ArrayList<>());
        var byKind = orphans.stream().collect(Collectors.groupingBy(Orphan::kind, TreeMap::new, Collectors.toList()));
        byKind.forEach((kind, all) -> delete(inventory, kind, all, result));
        return result;
    }

    private void delete(Inventory inventory, Kind kind, List<Orphan> orphans, Result result) {
        progress.note(inventory.place() + ": deleting " + orphans.size() + " of the kind " + kind.word());
        Map<String, String> refused;
        try {
            refused = inventory.delete(kind, orphans.stream().map(Orphan::id).toList()).stream()
                    .collect(Collectors.toMap(Inventory.Refusal::id, Inventory.Refusal::why, (one, other) -> one));
        } catch (WorkbenchException e) {
            orphans.forEach(orphan -> result.left().add(new Left(orphan, e.message())));
            return;
        }
        for (var orphan : orphans) {
            var why = refused.get(orphan.id());
            if (why == null) {
                result.deleted().add(orphan);
            } else {
                result.left().add(new Left(orphan, why));
            }
        }
    }

    private record Task<T>(Inventory inventory, Future<T> future) {
        T answer() {
            try {
                return future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof WorkbenchException expected) {
                    throw expected;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
            }
        }
    }

    private interface Work<T> {
        T in(Inventory inventory);
    }

    /** The answers come in the order of the places, whichever is ready first. */
    private <T> List<Task<T>> inEachPlace(Work<T> work) {
        try (var threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("reap-", 0).factory())) {
            var tasks = new ArrayList<Task<T>>();
            for (var inventory : inventories) {
                Callable<T> call = () -> work.in(inventory);
                tasks.add(new Task<>(inventory, threads.submit(call)));
            }
            return tasks;
        }
    }
}
