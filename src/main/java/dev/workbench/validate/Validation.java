package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Families;
import dev.workbench.run.Workbench;
import dev.workbench.validate.check.StaticChecks;
import dev.workbench.vm.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds families and checks them, tier after tier. */
public final class Validation {
    private final Workbench workbench;
    private final List<String> notes = new ArrayList<>();

    public Validation(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * What a user asks of {@code validate}.
     *
     * @param changedSince a git revision; only families touched since then
     * @param provider where aux VMs run in the deeper tiers
     * @param jobs how much may run at once in the deeper tiers
     */
    public record Options(
            List<Path> directories,
            Tier tier,
            Optional<String> changedSince,
            Suppressions suppressions,
            String provider,
            int jobs,
            Optional<Path> envFile,
            Spending spending) {}

    /** @throws WorkbenchException (exit code 2) when there is no family at all */
    public Report validate(Options options) {
        var begin = Instant.now();
        var directories = families(options);
        var checked = new StaticTier(this::outline, StaticChecks.ALL, workbench.progress())
                .check(directories, options.suppressions());
        if (!checked.outlined()) {
            notes.add(
                    "the rules on Python code were left out: there is neither a python3 of version 3.11 or later here,"
                            + " nor a container engine that has one");
        }
        var families =
                options.tier() == Tier.STATIC ? statically(checked.families()) : deeply(checked.families(), options);
        return new Report(options.tier(), families, List.copyOf(notes), begin, Duration.between(begin, Instant.now()));
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
                new DeepTiers(workbench, options).check(sound).forEach(family -> tried.put(family.directory(), family));
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
        return options.changedSince()
                .map(revision -> ChangedFamilies.since(revision, all))
                .orElse(all);
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
