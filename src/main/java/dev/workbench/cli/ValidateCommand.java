package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.environment.UndoOnExit;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
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
import java.nio.file.Path;
import java.time.Duration;
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

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "write a JUnit XML report; - is standard output")
    Optional<Path> junitXml = Optional.empty();

    @Option(names = "--sarif", paramLabel = "FILE", description = "write a SARIF 2.1.0 report; - is standard output")
    Optional<Path> sarif = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a report for people: one HTML file; - is standard output")
    Optional<Path> html = Optional.empty();

    @Mixin
    VmOptions vm = new VmOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "how many tasks are tried at once (default: by CPUs)")
    int jobs = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "30m",
            description = "how long a trial of a task may take, from its start to its end (default 30m)")
    Duration timeLimit = Duration.ofMinutes(30);

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
        var here = workbench.directory();
        var files = files(here, console);
        files.check();
        var validation = new Validation(workbench);
        Report report;
        try (var _ = new UndoOnExit(() -> files.write(validation.soFar(tier)))) {
            report = validation.validate(options());
        }
        files.write(report);
        annotate(report, here, console);
        if (files.useStandardOutput()) {
            console.err().print(ValidationText.of(report, here, console.style()));
        } else {
            console.result(ValidationText.json(report), ValidationText.of(report, here, console.style()));
        }
        return report.exit();
    }

    private ReportFiles files(Path here, Console console) {
        var files = new ReportFiles(here, text -> {
            console.out().print(text);
            console.out().flush();
        });
        var root = Checkout.root(host().variables(), here);
        files.add("--junit-xml", junitXml, report -> JUnitXml.of(report, here));
        files.add("--sarif", sarif, report -> Sarif.of(report, host().version(), root));
        files.add("--html", html, report -> HtmlReport.of(report, host().version(), here));
        if (files.useStandardOutput() && console.json()) {
            throw WorkbenchException.badInput("usage", "a report and the result cannot both be standard output")
                    .hint("give the report a file, or leave '-o json' out");
        }
        return files;
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
                directories,
                tier,
                changedSince,
                new Suppressions(rules),
                vm.provider,
                jobs,
                timeLimit,
                envFile,
                vm.spending());
    }

    /** Standard error, for a result on standard output must stay one JSON value; GitHub reads both. */
    private void annotate(Report report, Path here, Console console) {
        var variables = host().variables();
        if (variables.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            console.err().print(GithubAnnotations.of(report, Checkout.root(variables, here)));
            console.err().flush();
        }
    }
}
