package dev.workbench.validate;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Families;
import dev.workbench.run.Workbench;
import dev.workbench.validate.check.StaticChecks;
import dev.workbench.vm.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds families and checks them, tier after tier. */
public final class Validation {
    private final Workbench workbench;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Instant begin = Instant.now();
    private volatile List<StaticTier.Checked> read = List.of();
    private volatile Optional<DeepTiers> deep = Optional.empty();

    public Validation(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * What a user asks of {@code validate}.
     *
     * @param changedSince a git revision; only families touched since then
     * @param provider where aux VMs run in the deeper tiers
     * @param jobs how much may run at once in the deeper tiers
     * @param timeLimit how long one trial of a task may take, from its start to its end
     */
    public record Options(
            List<Path> directories,
            Tier tier,
            Optional<String> changedSince,
            Suppressions suppressions,
            String provider,
            int jobs,
            Duration timeLimit,
            Optional<Path> envFile,
            Spending spending) {}

    /** @throws WorkbenchException (exit code 2) when there is no family at all */
    public Report validate(Options options) {
        var directories = families(options);
        var checked = new StaticTier(this::outline, StaticChecks.ALL, workbench.progress())
                .check(directories, options.suppressions());
        if (!checked.outlined()) {
            notes.add(
                    "the rules on Python code were left out: there is neither a python3 of version 3.11 or later here,"
                            + " nor a container engine that has one");
        }
        read = checked.families();
        return report(options.tier(), options.tier() == Tier.STATIC ? statically(read) : deeply(read, options));
    }

    /** What is known while {@link #validate} is at work, for somebody who cannot wait for its end. */
    public Report soFar(Tier tier) {
        var interrupted = WorkbenchException.of(
                        ExitCode.INTERRUPTED, "interrupted", "the validation was interrupted before it was through")
                .hint("this report has what was known by then; run it again");
        return report(
                tier,
                read.stream()
                        .map(each -> deep.flatMap(
                                        tiers -> tiers.soFar(each.family().directory()))
                                .orElseGet(() -> untried(each, List.of())))
                        .map(family -> family.failing(interrupted))
                        .toList());
    }

    private Report report(Tier tier, List<Report.Family> families) {
        return new Report(tier, families, List.copyOf(notes), begin, Duration.between(begin, Instant.now()));
    }

    private static List<Report.Family> statically(List<StaticTier.Checked> families) {
        return families.stream().map(each -> untried(each, List.of())).toList();
    }

    private static Report.Family untried(StaticTier.Checked checked, List<WorkbenchException> failures) {
        return new Report.Family(
                checked.family().name(),
                checked.family().directory(),
                checked.findings(),
                List.of(),
                failures,
                Duration.ZERO);
    }

    /** Families that are wrong as they stand are not tried: what comes of that would be the same again, said worse. */
    private List<Report.Family> deeply(List<StaticTier.Checked> all, Options options) {
        var sound = all.stream()
                .filter(each -> each.findings().stream().noneMatch(Finding::isError))
                .toList();
        if (sound.size() < all.size()) {
            notes.add((all.size() - sound.size()) + " of " + all.size()
                    + " families were only read: mend their errors, and their tasks are tried");
        }
        var tried = new HashMap<Path, Report.Family>();
        try {
            if (!sound.isEmpty()) {
                var tiers = new DeepTiers(workbench, options);
                deep = Optional.of(tiers);
                tiers.check(sound).forEach(family -> tried.put(family.directory(), family));
            }
        } catch (WorkbenchException e) {
            sound.forEach(each -> tried.put(each.family().directory(), untried(each, List.of(e))));
        }
        return all.stream()
                .map(each -> Optional.ofNullable(tried.get(each.family().directory()))
                        .orElseGet(() -> untried(each, List.of())))
                .toList();
    }

    private List<Path> families(Options options) {
        var all = options.directories().stream()
                .map(workbench.directory()::resolve)
                .flatMap(directory -> Families.below(directory).stream())
                .distinct()
                .sorted()
                .toList();
        if (all.isEmpty()) {
            throw WorkbenchException.badInput("no_families", "there are no task families at or below what you gave")
                    .at(String.join(
                            ", ",
                            options.directories().stream().map(Path::toString).toList()))
                    .hint(
                            "a family is a directory NAME with NAME.py or manifest.yaml; 'workbench init NAME' makes one");
        }
        return options.changedSince().map(revision -> touched(revision, all)).orElse(all);
    }

    private List<Path> touched(String revision, List<Path> all) {
        var touched = ChangedFamilies.since(revision, all);
        touched.note(revision, workbench.directory()).ifPresent(notes::add);
        return touched.families();
    }

    /** By this machine's own Python, else by the main container's. */
    private Optional<Map<Path, Outline>> outline(List<Path> files) {
        return new HostPython(workbench.variables()).outline(files).or(() -> inContainer(files));
    }

    private Optional<Map<Path, Outline>> inContainer(List<Path> files) {
        try {
            return new ContainerPython(workbench.engine(), workbench.parts().bases(), workbench.progress())
                    .outline(files);
        } catch (WorkbenchException e) {
            return Optional.empty();
        }
    }
}
