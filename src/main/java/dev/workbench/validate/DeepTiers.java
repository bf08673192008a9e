package dev.workbench.validate;

import dev.workbench.family.ManifestTask;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import dev.workbench.run.Workbench;
import dev.workbench.validate.Report.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The tiers that need an engine: families and tasks are tried side by side, as far as the budget goes. */
final class DeepTiers {
    private static final int VM_CPUS = 2;
    private static final int VM_GIB = 2;

    private final Workbench workbench;
    private final Validation.Options options;
    private final Budget budget;
    private final Map<Path, FamilyTrials> under = new ConcurrentHashMap<>();

    DeepTiers(Workbench workbench, Validation.Options options) {
        this.workbench = workbench;
        this.options = options;
        var host = workbench.engine().info();
        // A CPU more than there is, for a trial waits most of its time.
        this.budget = new Budget(options.jobs(), host.cpus() + 1, (int) (host.memoryBytes() >> 30));
    }

    /** In the order given. */
    List<Report.Family> check(List<StaticTier.Checked> families) {
        try (var executor = threads()) {
            var running = families.stream()
                    .map(each -> executor.submit(() -> check(each)))
                    .toList();
            return running.stream().map(DeepTiers::await).toList();
        }
    }

    /** What is known of a family while it is tried, or nothing when its turn has not come. */
    Optional<Report.Family> soFar(Path family) {
        return Optional.ofNullable(under.get(family)).map(FamilyTrials::report);
    }

    private Report.Family check(StaticTier.Checked checked) {
        var family = checked.family();
        var trials = new Trials(workbench, options, family);
        var done = new FamilyTrials(checked, trials);
        under.put(family.directory(), done);
        done.add(perform(trials, trials.build(done.tasks()), buildShare(family)));
        try (var executor = threads()) {
            var running = done.tasks().stream()
                    .flatMap(task -> trials.of(task).stream())
                    .map(pending ->
                            executor.submit(() -> done.add(perform(trials, pending, share(family, pending.task())))))
                    .toList();
            running.forEach(DeepTiers::await);
        }
        return done.report();
    }

    private Trial perform(Trials trials, Trials.Pending pending, Budget.Share share) {
        try (var _ = budget.take(share)) {
            return trials.perform(pending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Platform threads: a read of a socket on a virtual one delays the end of the process. */
    private static ExecutorService threads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    }

    /** A bake is a VM at work. */
    private static Budget.Share buildShare(Subject family) {
        return mayHaveVm(family) ? new Budget.Share(VM_CPUS, VM_GIB) : new Budget.Share(1, 1);
    }

    private static boolean mayHaveVm(Subject family) {
        return family.taskFamily().filter(each -> each.has("get_aux_vm_spec")).isPresent()
                || family.tasks().stream()
                        .flatMap(manifest -> manifest.tasks().values().stream())
                        .anyMatch(task -> task.auxVm().isPresent());
    }

    /** What the task says it needs, with its aux VM as small as its spec allows. */
    private static Budget.Share share(Subject family, String task) {
        var manifest = family.tasks().flatMap(all -> all.task(task));
        var resources = manifest.map(ManifestTask::resources);
        var cpus = resources.map(each -> each.cpus().orElse(1)).orElse(1.0);
        var gib = resources.map(each -> each.memoryGb().orElse(1)).orElse(1.0);
        var spec = manifest.flatMap(ManifestTask::auxVm);
        var vm = spec.isPresent()
                || family.taskFamily()
                        .filter(each -> each.has("get_aux_vm_spec"))
                        .isPresent();
        return new Budget.Share(
                (int) Math.ceil(cpus) + (vm ? least(spec.flatMap(VmSpec::cpus), VM_CPUS) : 0),
                (int) Math.ceil(gib) + (vm ? least(spec.flatMap(VmSpec::ramGib), VM_GIB) : 0));
    }

    private static int least(Optional<Range> range, int usual) {
        return range.map(Range::min).orElse(usual);
    }

    private static <T> T await(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
