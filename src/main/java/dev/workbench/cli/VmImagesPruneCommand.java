package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.image.PrunePlan;
import dev.workbench.run.PruneTask;
import dev.workbench.run.Workbench;
import dev.workbench.vm.VmImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images prune}: remove baked images that nothing refers to. */
@Command(
        name = "prune",
        description = {
            "Remove baked VM images that nothing refers to.",
            "Kept is what an environment uses, what a family at or below DIR needs now, what is protected, and what is"
                    + " younger than --keep-younger. The plan is shown first."
        })
final class VmImagesPruneCommand extends WorkbenchCommand {
    @Parameters(arity = "0..*", paramLabel = "DIR", description = "families, or directories with families below")
    List<Path> directories = List.of();

    @Option(
            names = "--keep-younger",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "keep what was made or used within this time, such as 7d")
    Optional<Duration> keepYounger = Optional.empty();

    @Option(names = "--all", description = "also images that others baked on this engine or in your account")
    boolean all;

    @Option(names = "--dry-run", description = "show the plan, remove nothing")
    boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    boolean yes;

    @Mixin
    private PlaceOptions places = new PlaceOptions();

    VmImagesPruneCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var prune = new PruneTask(workbench, places.where());
        var proposal = prune.plan(directories, new PrunePlan.Rules(keepYounger, all));
        var plan = proposal.plan();
        if (dryRun || plan.isEmpty()) {
            console.result(report(plan, nothing()), text(plan, console) + summary(plan));
            return verdict(proposal, nothing());
        }
        if (!yes) {
            console.err().print(text(plan, console));
            if (!Consent.ask(question(plan), host(), console)) {
                console.result(report(plan, nothing()), "nothing was removed\n");
                return ExitCode.OK;
            }
        }
        var result = prune.remove(plan);
        console.result(report(plan, result), (yes ? text(plan, console) : "") + outcome(result));
        return verdict(proposal, result);
    }

    private static ExitCode verdict(PruneTask.Proposal proposal, PruneTask.Result result) {
        if (!result.failed().isEmpty()) {
            return ExitCode.LEFT_BEHIND;
        }
        return proposal.complete() ? ExitCode.OK : ExitCode.NOT_READY;
    }

    private static PruneTask.Result nothing() {
        return new PruneTask.Result(List.of(), List.of());
    }

    /**
     * @param bytes what the images of the plan take on disk
     * @param perMonth the most that keeping them costs, in US dollars
     */
    private record Report(
            boolean dryRun,
            List<VmImage> remove,
            List<PrunePlan.Kept> keep,
            List<VmImage> layers,
            long bytes,
            double perMonth,
            List<String> removed,
            List<PruneTask.Failure> failed) {}

    private Report report(PrunePlan plan, PruneTask.Result result) {
        return new Report(
                dryRun,
                plan.remove(),
                plan.keep(),
                plan.layers(),
                plan.bytes(),
                plan.perMonth(),
                result.removed().stream().map(VmImage::key).toList(),
                result.failed());
    }

    private static String text(PrunePlan plan, Console console) {
        var table = new Table("", "KEY", "PROVIDER", "BAKED FOR", "SIZE", "COST", "AGE", "BECAUSE");
        var now = Instant.now();
        plan.remove().forEach(image -> row(table, "remove", image, now, "nothing refers to it"));
        plan.keep().forEach(kept -> row(table, "keep", kept.image(), now, kept.reason()));
        return plan.remove().isEmpty() && plan.keep().isEmpty() ? "" : table.render(console.style());
    }

    private static void row(Table table, String verdict, VmImage image, Instant now, String reason) {
        table.row(
                verdict,
                Keys.brief(image.key()),
                image.place().isEmpty() ? image.provider() : image.provider() + " " + image.place(),
                image.family() + "/" + image.task(),
                Bytes.text(image.sizeBytes()),
                Costs.monthly(image.account()),
                Ages.text(Duration.between(image.created(), now)),
                reason);
    }

    private static String summary(PrunePlan plan) {
        return plan.isEmpty() ? "nothing to remove\n" : "would remove " + what(plan) + "\n";
    }

    private static String question(PrunePlan plan) {
        return "Remove " + what(plan) + "?";
    }

    private static String what(PrunePlan plan) {
        var layers = plan.layers().size();
        return Stream.of(
                        plan.remove().isEmpty() ? "" : count(plan.remove().size()),
                        layers == 0 ? "" : layers + (layers == 1 ? " disk" : " disks") + " between build steps",
                        Bytes.text(plan.bytes()),
                        Costs.atMost(plan.perMonth()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String outcome(PruneTask.Result result) {
        var bytes = result.removed().stream().mapToLong(VmImage::sizeBytes).sum();
        var text = new StringBuilder(
                "removed " + count(result.removed().size()) + ", " + Bytes.text(bytes) + saved(result) + "\n");
        result.failed()
                .forEach(failure -> text.append("not removed: ")
                        .append(Keys.brief(failure.key()))
                        .append(": ")
                        .append(failure.message())
                        .append('\n'));
        return text.toString();
    }

    private static String saved(PruneTask.Result result) {
        var cost = Costs.atMost(PrunePlan.perMonth(result.removed()));
        return cost.isEmpty() ? "" : ", " + cost;
    }

    private static String count(int images) {
        return images == 1 ? "1 image" : images + " images";
    }
}
