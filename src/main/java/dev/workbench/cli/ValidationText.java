package dev.workbench.cli;

import dev.workbench.console.Style;
import dev.workbench.console.Table;
import dev.workbench.error.WorkbenchException;
import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a validation found, for people and for programs. */
final class ValidationText {
    private ValidationText() {}

    static String of(Report report, Path here, Style style) {
        var text = new StringBuilder();
        report.families().forEach(family -> family(text, family, here, style));
        report.notes()
                .forEach(
                        note -> text.append(style.yellow("note: ")).append(note).append('\n'));
        return text.append(style.bold(summary(report)))
                .append(style.faint("  " + seconds(report.took())))
                .append('\n')
                .toString();
    }

    private static void family(StringBuilder text, Report.Family family, Path here, Style style) {
        var mark = !family.failures().isEmpty()
                ? style.yellow("? ")
                : family.passed() ? style.green("✓ ") : style.red("✗ ");
        text.append(mark).append(style.bold(family.name()));
        if (!family.findings().isEmpty()) {
            text.append("  ").append(count(family.errors(), "error")).append(", ");
            text.append(count(family.warnings(), "warning"));
        }
        text.append('\n');
        if (!family.trials().isEmpty()) {
            text.append(trials(family, style).indent(4));
        }
        family.findings().forEach(finding -> finding(text, finding, here, style));
        family.failures().forEach(failure -> failure(text, failure, style));
    }

    private static void finding(StringBuilder text, Finding finding, Path here, Style style) {
        var severity = finding.rule().severity().word();
        var message = finding.message().lines().toList();
        text.append("    ")
                .append(finding.spot().in(here))
                .append(": ")
                .append(finding.isError() ? style.red(severity) : style.yellow(severity))
                .append(": ")
                .append(finding.task().map(task -> "task " + task + ": ").orElse(""))
                .append(message.isEmpty() ? "" : message.getFirst())
                .append(style.faint(
                        "  [" + finding.rule().id() + " " + finding.rule().word() + "]"))
                .append('\n');
        message.stream()
                .skip(1)
                .forEach(line -> text.append("      ")
                        .append(style.faint("| "))
                        .append(line)
                        .append('\n'));
        text.append("      ").append(style.faint("→ ")).append(finding.remedy()).append('\n');
    }

    /** A failure of ours is told as what it is: nothing is known of the family. */
    private static void failure(StringBuilder text, WorkbenchException failure, Style style) {
        text.append("    ")
                .append(style.yellow("not validated: "))
                .append(failure.message())
                .append("  (exit ")
                .append(failure.exit().value())
                .append(")\n");
        failure.hint()
                .ifPresent(hint -> text.append("      ")
                        .append(style.faint("→ "))
                        .append(hint)
                        .append('\n'));
    }

    private static String trials(Report.Family family, Style style) {
        var table = new Table("TASK", "TRIAL", "RESULT", "SCORE", "TIME");
        for (var trial : family.trials()) {
            table.row(
                    trial.task().isEmpty() ? "-" : trial.task(),
                    trial.kind(),
                    trial.result().name().toLowerCase(Locale.ROOT),
                    trial.score().isPresent() ? Double.toString(trial.score().getAsDouble()) : "-",
                    seconds(trial.took()));
        }
        return table.render(style);
    }

    private static String summary(Report report) {
        long errors = report.findings().stream().filter(Finding::isError).count();
        long warnings = report.findings().size() - errors;
        var unknown = report.failures().size();
        return count(report.families().size(), "family") + " (" + report.tier().word() + "): " + count(errors, "error")
                + ", " + count(warnings, "warning")
                + (unknown == 0 ? "" : ", " + count(unknown, "failure") + " of the machinery");
    }

    private static String count(long count, String noun) {
        var plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count + " " + (count == 1 ? noun : plural);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    record Form(
            String tier,
            boolean passed,
            int exitCode,
            Summary summary,
            List<FamilyForm> families,
            List<String> notes) {}

    record Summary(int families, long errors, long warnings, int failures, double seconds) {}

    record FamilyForm(
            String family,
            String directory,
            boolean passed,
            List<FindingForm> findings,
            List<TrialForm> trials,
            List<FailureForm> failures) {}

    record FindingForm(
            String rule,
            String name,
            String severity,
            String tier,
            Optional<String> task,
            String file,
            Optional<Integer> line,
            Optional<Integer> column,
            String message,
            String remedy) {}

    record TrialForm(Optional<String> task, String kind, String result, OptionalDouble score, double seconds) {}

    record FailureForm(String code, String message, String hint, int exitCode) {}

    static Form json(Report report) {
        long errors = report.findings().stream().filter(Finding::isError).count();
        return new Form(
                report.tier().word(),
                report.exit().value() == 0,
                report.exit().value(),
                new Summary(
                        report.families().size(),
                        errors,
                        report.findings().size() - errors,
                        report.failures().size(),
                        report.took().toMillis() / 1000.0),
                report.families().stream().map(ValidationText::form).toList(),
                report.notes());
    }

    private static FamilyForm form(Report.Family family) {
        return new FamilyForm(
                family.name(),
                family.directory().toString(),
                family.passed(),
                family.findings().stream().map(ValidationText::form).toList(),
                family.trials().stream().map(ValidationText::form).toList(),
                family.failures().stream()
                        .map(each -> new FailureForm(
                                each.code(),
                                each.message(),
                                each.hint().orElse(""),
                                each.exit().value()))
                        .toList());
    }

    private static FindingForm form(Finding finding) {
        var spot = finding.spot();
        return new FindingForm(
                finding.rule().id(),
                finding.rule().word(),
                finding.rule().severity().word(),
                finding.rule().tier().word(),
                finding.task(),
                spot.file().toString(),
                spot.line() == 0 ? Optional.empty() : Optional.of(spot.line()),
                spot.column() == 0 ? Optional.empty() : Optional.of(spot.column()),
                finding.message(),
                finding.remedy());
    }

    private static TrialForm form(Report.Trial trial) {
        return new TrialForm(
                trial.task().isEmpty() ? Optional.empty() : Optional.of(trial.task()),
                trial.kind(),
                trial.result().name().toLowerCase(Locale.ROOT),
                trial.score(),
                trial.took().toMillis() / 1000.0);
    }
}
