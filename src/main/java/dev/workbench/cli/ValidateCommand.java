package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import dev.workbench.run.Workbench;
import dev.workbench.validate.Report;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Suppressions;
import dev.workbench.validate.Tier;
import dev.workbench.validate.Validation;
import dev.workbench.validate.report.GithubAnnotations;
import dev.workbench.validate.report.HtmlReport;
import dev.workbench.validate.report.JUnitXml;
import dev.workbench.validate.report.Sarif;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: are task families fit to be run. */
@Command(
        name = "validate",
        description =
                "Find the task families under directories and check them: by reading them (static), by building and"
                        + " starting every task (container), by letting agents solve them (oracle).")
final class ValidateCommand extends WorkbenchCommand {
    @Parameters(index = "0..*", arity = "1..*", paramLabel = "DIR", description = "where to look for families")
    List<Path> directories = List.of();

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "static",
            completionCandidates = TierWords.class,
            description = "static (default), container or oracle; each includes those before it")
    Tier tier = Tier.STATIC;

    @Option(
            names = "--changed-since",
            paramLabel = "REF",
            description = "only families touched in git since the branch left REF")
    Optional<String> changedSince = Optional.empty();

    @Option(
            names = "--ignore",
            paramLabel = "RULE",
            split = ",",
            description = "a rule's id or name, not to be told of")
    List<String> ignored = List.of();

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "write a JUnit XML report")
    Optional<Path> junitXml = Optional.empty();

    @Option(names = "--sarif", paramLabel = "FILE", description = "write a SARIF 2.1.0 report")
    Optional<Path> sarif = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "write a report for people: one HTML file")
    Optional<Path> html = Optional.empty();

    @Mixin
    VmOptions vm = new VmOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "how many tasks are tried at once (default: by CPUs)")
    int jobs = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(names = "--env-file", paramLabel = "FILE", description = "KEY=value lines for required variables")
    Optional<Path> envFile = Optional.empty();

    ValidateCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return tier != Tier.STATIC;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var report = new Validation(workbench).validate(options());
        var here = workbench.directory();
        junitXml.ifPresent(file -> write(here.resolve(file), JUnitXml.of(report, here)));
        sarif.ifPresent(file -> write(here.resolve(file), Sarif.of(report, host().version(), here)));
        html.ifPresent(file -> write(here.resolve(file), HtmlReport.of(report, host().version(), here)));
        annotate(report, here, console);
        console.result(ValidationText.json(report), ValidationText.of(report, here, console.style()));
        return report.exit();
    }

    private Validation.Options options() {
        if (jobs < 1) {
            throw WorkbenchException.badInput("usage", "--jobs must be at least 1");
        }
        var rules = new LinkedHashSet<Rule>();
        for (var word : ignored) {
            rules.add(Rule.named(word)
                    .orElseThrow(() -> WorkbenchException.badInput("usage", "there is no rule '" + word + "'")
                            .at("--ignore")
                            .hint("rules are told as WB131 or promised-file")));
        }
        return new Validation.Options(
                directories, tier, changedSince, new Suppressions(rules), vm.provider, jobs, envFile, vm.spending());
    }

    /** Standard error, for a result on standard output must stay one JSON value; GitHub reads both. */
    private void annotate(Report report, Path here, Console console) {
        var variables = host().variables();
        if (variables.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            var root = Optional.ofNullable(variables.get("GITHUB_WORKSPACE"))
                    .map(Path::of)
                    .orElse(here);
            console.err().print(GithubAnnotations.of(report, root));
            console.err().flush();
        }
    }

    private static void write(Path file, String text) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw WorkbenchException.badInput("cannot_write", "cannot write the report: " + Reason.of(e))
                    .at(file.toString())
                    .causedBy(e);
        }
    }
}
