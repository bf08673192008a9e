package dev.workbench.validate.report;

import dev.workbench.error.WorkbenchException;
import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as the workflow commands that GitHub Actions shows beside the lines of a pull request. */
public final class GithubAnnotations {
    private GithubAnnotations() {}

    /** @param root the checkout, which files are told relative to */
    public static String of(Report report, Path root) {
        return Stream.concat(
                        report.findings().stream().map(finding -> annotation(finding, root)),
                        report.failures().stream().map(GithubAnnotations::failure))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String annotation(Finding finding, Path root) {
        var spot = finding.spot();
        var file = spot.file().startsWith(root) ? root.relativize(spot.file()) : spot.file();
        var place = "file=" + property(file.toString())
                + (spot.line() == 0 ? "" : ",line=" + spot.line())
                + (spot.column() == 0 ? "" : ",col=" + spot.column());
        var title = finding.rule().id() + " " + finding.rule().word();
        return "::" + finding.rule().severity().word() + " " + place + ",title=" + property(title) + "::"
                + data(finding.message() + "\n→ " + finding.remedy());
    }

    private static String failure(WorkbenchException failure) {
        return "::error title=" + property("workbench could not tell") + "::" + data(failure.message());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
