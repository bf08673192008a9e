package dev.workbench.validate.report;

import dev.workbench.validate.Report;
import dev.workbench.validate.Report.Trial;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/** When each environment was at work: a lane for each trial, which unfolds to its phases and its log. */
final class Waterfall {
    private final Report report;

    Waterfall(Report report) {
        this.report = report;
    }

    void write(StringBuilder out) {
        var lanes = report.families().stream()
                .flatMap(family -> family.trials().stream().map(trial -> new Lane(family, trial)))
                .sorted(Comparator.comparing(lane -> lane.trial().begin()))
                .toList();
        if (lanes.isEmpty()) {
            return;
        }
        out.append("<h2>Time and logs</h2>\n<div class=\"card\">\n");
        lanes.forEach(lane -> lane(out, lane));
        out.append("</div>\n");
    }

    private record Lane(Report.Family family, Trial trial) {}

    private void lane(StringBuilder out, Lane lane) {
        var trial = lane.trial();
        var begin = Duration.between(report.begin(), trial.begin());
        out.append("<details class=\"trial\"><summary>");
        bar(
                out,
                "lane",
                HtmlReport.title(lane.family(), trial),
                begin,
                trial.took(),
                trial.result().name().toLowerCase(Locale.ROOT));
        out.append("</summary>\n");
        for (var phase : trial.phases()) {
            bar(
                    out,
                    "lane part",
                    phase.name(),
                    begin.plus(phase.start()),
                    phase.took(),
                    phase.failed() ? "failed" : "phase");
        }
        if (!trial.log().isEmpty()) {
            out.append("<details><summary class=\"faint\">log, the last ")
                    .append(Html.count(trial.log().size(), "line", "lines"))
                    .append("</summary><pre>")
                    .append(Html.text(String.join("\n", trial.log())))
                    .append("</pre></details>\n");
        }
        out.append("</details>\n");
    }

    private void bar(StringBuilder out, String kind, String name, Duration start, Duration took, String state) {
        out.append("<div class=\"")
                .append(kind)
                .append("\"><span class=\"name\">")
                .append(Html.text(name))
                .append("</span><span class=\"track\"><i class=\"is-")
                .append(state)
                .append("\" style=\"left:")
                .append(percent(start))
                .append("%;width:")
                .append(percent(took))
                .append("%\"></i></span><span class=\"took\">")
                .append(Html.seconds(took))
                .append("</span></div>\n");
    }

    private String percent(Duration part) {
        var whole = Math.max(1, report.took().toMillis());
        return String.format(Locale.ROOT, "%.2f", Math.clamp(100.0 * part.toMillis() / whole, 0, 100));
    }
}
