package dev.workbench.validate.report;

import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import dev.workbench.validate.Report.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A report as one page that needs nothing else: what passed as a matrix, what was found, the time of each environment as a
 * waterfall, logs folded. It has no script and loads nothing.
 */
public final class HtmlReport {
    private final Report report;
    private final String version;
    private final Path root;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(Report report, String version, Path root) {
        this.report = report;
        this.version = version;
        this.root = root;
    }

    /** @param root what the places are told relative to */
    public static String of(Report report, String version, Path root) {
        return new HtmlReport(report, version, root).page();
    }

    private String page() {
        var verdict = verdict();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>workbench validate: ")
                .append(Html.text(verdict))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        head(verdict);
        new Matrix(report).write(out);
        findings();
        new Waterfall(report).write(out);
        out.append("</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private void head(String verdict) {
        long errors = report.findings().stream().filter(Finding::isError).count();
        out.append("<h1>Task families: ")
                .append(Html.mark(verdict))
                .append("</h1>\n<p>")
                .append(Html.count(report.families().size(), "family", "families"))
                .append(", tier ")
                .append(report.tier().word())
                .append(": ")
                .append(Html.count(errors, "error", "errors"))
                .append(", ")
                .append(Html.count(report.findings().size() - errors, "warning", "warnings"))
                .append("</p>\n<p class=\"faint\">")
                .append(report.begin().truncatedTo(ChronoUnit.SECONDS))
                .append(", ")
                .append(Html.seconds(report.took()))
                .append(", workbench ")
                .append(Html.text(version))
                .append("</p>\n");
        report.notes()
                .forEach(note -> out.append("<p>")
                        .append(Html.mark("warning", "note"))
                        .append(' ')
                        .append(Html.text(note))
                        .append("</p>\n"));
    }

    private String verdict() {
        if (!report.failures().isEmpty()) {
            return "unknown";
        }
        return report.families().stream().allMatch(Report.Family::passed) ? "passed" : "failed";
    }

    private void findings() {
        var wanted = report.families().stream()
                .filter(family ->
                        !family.findings().isEmpty() || !family.failures().isEmpty())
                .toList();
        out.append("<h2>Findings</h2>\n");
        if (wanted.isEmpty()) {
            out.append("<p class=\"faint\">None.</p>\n");
        }
        for (var family : wanted) {
            out.append("<details class=\"family\"")
                    .append(family.passed() ? "" : " open")
                    .append("><summary><strong>")
                    .append(Html.text(family.name()))
                    .append("</strong> ")
                    .append(Html.mark(!family.failures().isEmpty() ? "unknown" : family.passed() ? "passed" : "failed"))
                    .append("</summary>\n");
            family.failures()
                    .forEach(failure -> out.append("<div class=\"finding is-warning\"><p>")
                            .append(Html.mark("unknown", "not validated"))
                            .append(' ')
                            .append(Html.text(failure.message()))
                            .append("</p><p class=\"faint\">→ ")
                            .append(Html.text(failure.hint().orElse("")))
                            .append("</p></div>\n"));
            family.findings().forEach(this::finding);
            out.append("</details>\n");
        }
    }

    private void finding(Finding finding) {
        var severity = finding.rule().severity().word();
        var lines = finding.message().lines().toList();
        out.append("<div class=\"finding is-")
                .append(severity)
                .append("\"><p>")
                .append(Html.mark(severity))
                .append(" <code>")
                .append(Html.text(finding.spot().in(root)))
                .append("</code> <span class=\"faint\">")
                .append(Html.text(finding.rule().id() + " " + finding.rule().word()))
                .append(finding.task().map(task -> ", task " + Html.text(task)).orElse(""))
                .append("</span></p><p>")
                .append(Html.text(lines.isEmpty() ? "" : lines.getFirst()))
                .append("</p>");
        if (lines.size() > 1) {
            out.append("<pre>")
                    .append(Html.text(String.join("\n", lines.subList(1, lines.size()))))
                    .append("</pre>");
        }
        out.append("<p class=\"faint\">→ ").append(Html.text(finding.remedy())).append("</p></div>\n");
    }

    static String title(Report.Family family, Trial trial) {
        return family.name() + (trial.task().isEmpty() ? "" : "/" + trial.task()) + ": " + trial.kind();
    }

    private static String style() {
        try (var in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
