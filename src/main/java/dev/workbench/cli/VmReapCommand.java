package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.reap.ReapPlan;
import dev.workbench.reap.Reaper;
import dev.workbench.reap.Rules;
import dev.workbench.run.ReapTask;
import dev.workbench.run.Workbench;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vm reap}: delete what belongs to no live environment. */
@Command(
        name = "reap",
        description = {
            "Find and delete what belongs to no live environment: on this machine and, if you use AWS, in your account.",
            "What is found is shown first. A tag dev.workbench.protect=2030-12-31 keeps a thing until then."
        })
final class VmReapCommand extends WorkbenchCommand {
    @Option(names = "--dry-run", description = "show what would be deleted, delete nothing")
    boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    boolean yes;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "only what has existed for so long, such as 12h")
    Optional<Duration> olderThan = Optional.empty();

    @Mixin
    private PlaceOptions places = new PlaceOptions();

    @Option(names = "--owner", paramLabel = "USER@HOST", description = "whose things (default: yours on this machine)")
    Optional<String> owner = Optional.empty();

    @Option(names = "--all-owners", description = "everybody's things")
    boolean allOwners;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "only what carries these tags or labels")
    Map<String, String> tags = Map.of();

    @Option(names = "--exclude", paramLabel = "ID", description = "an id, a name or an environment that stays")
    Set<String> excluded = Set.of();

    @Option(names = "--plan-out", paramLabel = "FILE", description = "write what would be deleted, delete nothing")
    Optional<Path> planOut = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "delete only what is in this plan and still belongs to no live environment")
    Optional<Path> plan = Optional.empty();

    VmReapCommand(Host host) {
        super(host);
    }

    /** It does the sweeping itself, and not at all in a dry run. */
    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var agreed = plan.map(ReapPlan::read);
        var reap = new ReapTask(workbench, places.where(), Clock.systemUTC());
        var rules = rules(workbench);
        var found = narrowed(reap.plan(rules), agreed);
        if (planOut.isPresent()) {
            found.write(planOut.get());
        }
        var report = new ReapReport(found, Optional.empty());
        if (dryRun || planOut.isPresent() || found.orphans().isEmpty()) {
            console.result(report.json(), report.table(console.style()) + report.outcome());
            return verdict(found, Optional.empty());
        }
        if (!yes) {
            console.err().print(report.table(console.style()));
            if (!Consent.ask("Delete " + report.summary() + "?", host(), console)) {
                console.result(report.json(), "nothing was deleted\n");
                return ExitCode.OK;
            }
            // Somebody may have extended an environment while the question stood.
            found = narrowed(reap.plan(rules), Optional.of(found));
        }
        var result = reap.carryOut(found);
        var done = new ReapReport(found, Optional.of(result));
        console.result(done.json(), (yes ? done.table(console.style()) : "") + done.outcome());
        return verdict(found, Optional.of(result));
    }

    private static ReapPlan narrowed(ReapPlan found, Optional<ReapPlan> agreed) {
        return agreed.map(found::and).orElse(found);
    }

    private static ExitCode verdict(ReapPlan plan, Optional<Reaper.Result> result) {
        if (result.map(done -> !done.left().isEmpty()).orElse(false)) {
            return ExitCode.LEFT_BEHIND;
        }
        return plan.unseen().isEmpty() ? ExitCode.OK : ExitCode.NOT_READY;
    }

    private Rules rules(Workbench workbench) {
        if (allOwners && owner.isPresent()) {
            throw WorkbenchException.badInput("usage", "give --owner or --all-owners, not both");
        }
        var whose = allOwners ? Optional.<String>empty() : owner.or(() -> Optional.of(workbench.owner()));
        return new Rules(whose, olderThan, tags, excluded);
    }
}
