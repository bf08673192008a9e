package dev.workbench.validate.report;

import dev.workbench.error.WorkbenchException;
import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as the JUnit XML that CI systems read: a suite per family, a case for the static tier and one for each trial. A
 * break of a rule is a {@code failure}; when the harness failed it is an {@code error}.
 */
public final class JUnitXml {
    private static final String STATIC = "static";

    private final XMLStreamWriter out;
    private final Path root;

    private JUnitXml(XMLStreamWriter out, Path root) {
        this.out = out;
        this.root = root;
    }

    /** One case: its name, and what of the findings and failures is its own. */
    private record Case(
            String name, Duration took, List<Finding> findings, List<WorkbenchException> failures, boolean skipped) {
        boolean failed() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    public static String of(Report report, Path root) {
        var text = new StringWriter();
        try {
            var out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitXml(out, root).write(report);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private void write(Report report) throws XMLStreamException {
        var all = report.families().stream()
                .flatMap(family -> cases(family).stream())
                .toList();
        out.writeStartDocument("UTF-8", "1.0");
        line();
        out.writeStartElement("testsuites");
        out.writeAttribute("name", "workbench validate");
        counts(all, report.took());
        for (var family : report.families()) {
            suite(family);
        }
        line();
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void suite(Report.Family family) throws XMLStreamException {
        line();
        out.writeStartElement("testsuite");
        out.writeAttribute("name", text(family.name()));
        counts(cases(family), family.took());
        for (var each : cases(family)) {
            testCase(family, each);
        }
        line();
        out.writeEndElement();
    }

    private void counts(List<Case> cases, Duration took) throws XMLStreamException {
        out.writeAttribute("tests", Integer.toString(cases.size()));
        out.writeAttribute(
                "failures", Long.toString(cases.stream().filter(Case::failed).count()));
        out.writeAttribute(
                "errors",
                Long.toString(cases.stream()
                        .filter(each -> !each.failures().isEmpty())
                        .count()));
        out.writeAttribute(
                "skipped", Long.toString(cases.stream().filter(Case::skipped).count()));
        out.writeAttribute("time", seconds(took));
    }

    private void testCase(Report.Family family, Case each) throws XMLStreamException {
        line();
        out.writeStartElement("testcase");
        out.writeAttribute("classname", text(family.name()));
        out.writeAttribute("name", text(each.name()));
        out.writeAttribute("time", seconds(each.took()));
        if (each.skipped()) {
            out.writeEmptyElement("skipped");
        }
        for (var failure : each.failures()) {
            element("error", failure.code(), failure.message(), failure.hint().orElse(""));
        }
        var errors = each.findings().stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            element("failure", errors.getFirst().rule().id(), errors.getFirst().message(), lines(errors));
        }
        var warnings =
                each.findings().stream().filter(finding -> !finding.isError()).toList();
        if (!warnings.isEmpty()) {
            out.writeStartElement("system-out");
            out.writeCharacters(text(lines(warnings)));
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private void element(String name, String type, String message, String body) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeAttribute("type", text(type));
        out.writeAttribute("message", text(message));
        out.writeCharacters(text(body));
        out.writeEndElement();
    }

    /** Findings go to the case of their task's trial; what is of no trial goes to the static case. */
    private static List<Case> cases(Report.Family family) {
        var trials = family.trials().stream()
                .map(trial -> new Case(
                        name(trial),
                        trial.took(),
                        trial.findings(),
                        List.of(),
                        trial.result() == Report.Trial.Result.SKIPPED || trial.result() == Report.Trial.Result.UNKNOWN))
                .collect(Collectors.toList());
        trials.addFirst(new Case(STATIC, Duration.ZERO, family.ownFindings(), family.failures(), false));
        return trials;
    }

    private static String name(Report.Trial trial) {
        return trial.task().isEmpty() ? trial.kind() : trial.task() + ": " + trial.kind();
    }

    private String lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.spot().in(root) + ": " + finding.rule().id() + " "
                        + finding.rule().word() + ": " + finding.message() + "\n  remedy: " + finding.remedy() + "\n")
                .collect(Collectors.joining());
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** Without the characters that XML 1.0 does not allow. */
    private static String text(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
