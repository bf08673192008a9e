package dev.workbench.validate.report;

import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import dev.workbench.validate.Report.Trial;
import java.util.List;
import java.util.Locale;

/**
 * The table of results: a row for each task, a column for each kind of trial; where there is no room for columns, each cell
 * says its kind.
 */
final class Matrix {
    private final Report report;
    private final List<String> kinds;

    Matrix(Report report) {
        this.report = report;
        this.kinds = Trial.KINDS.stream()
                .filter(kind -> report.families().stream()
                        .flatMap(family -> family.trials().stream())
                        .anyMatch(trial -> trial.kind().equals(kind)))
                .toList();
    }

    void write(StringBuilder out) {
        out.append("<h2>Results</h2>\n<div class=\"card scroll\"><table>\n<thead><tr><th>Family</th><th>files</th>");
        kinds.forEach(kind -> out.append("<th>").append(kind).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (var family : report.families()) {
            family(out, family);
        }
        out.append("</tbody></table></div>\n");
    }

    private void family(StringBuilder out, Report.Family family) {
        row(out, "family", family.name(), files(family), cells(family, ""));
        family.trials().stream()
                .map(Trial::task)
                .filter(task -> !task.isEmpty())
                .distinct()
                .forEach(task -> row(out, "task", task, "", cells(family, task)));
    }

    private static void row(StringBuilder out, String kind, String name, String files, String cells) {
        out.append("<tr class=\"")
                .append(kind)
                .append("\"><th scope=\"row\">")
                .append(Html.text(name))
                .append("</th><td data-kind=\"files\">")
                .append(files)
                .append("</td>")
                .append(cells)
                .append("</tr>\n");
    }

    private static String files(Report.Family family) {
        var own = family.ownFindings();
        long errors = own.stream().filter(Finding::isError).count();
        if (errors > 0) {
            return Html.mark("failed", Html.count(errors, "error", "errors"));
        }
        return own.isEmpty()
                ? Html.mark("passed", "good")
                : Html.mark("warning", Html.count(own.size(), "warning", "warnings"));
    }

    private String cells(Report.Family family, String task) {
        var cells = new StringBuilder();
        for (var kind : kinds) {
            cells.append("<td data-kind=\"").append(kind).append("\">");
            family.trials().stream()
                    .filter(trial -> trial.task().equals(task) && trial.kind().equals(kind))
                    .findFirst()
                    .ifPresent(trial -> cells.append(cell(trial)));
            cells.append("</td>");
        }
        return cells.toString();
    }

    private static String cell(Trial trial) {
        var result = trial.result().name().toLowerCase(Locale.ROOT);
        var words = trial.score().isPresent() ? result + " " + trial.score().getAsDouble() : result;
        return Html.mark(result, words) + " <span class=\"faint\">" + Html.seconds(trial.took()) + "</span>";
    }
}
