package dev.workbench.cli;

import dev.workbench.console.Style;
import dev.workbench.host.Diagnosis;
import dev.workbench.host.Finding;
import java.util.List;
import java.util.Optional;

/** What the doctor found, for people and for programs. */
final class DiagnosisText {
    private DiagnosisText() {}

    static String of(Diagnosis diagnosis, Style style) {
        var text = new StringBuilder();
        int width = diagnosis.findings().stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        for (var finding : diagnosis.findings()) {
            text.append(mark(finding.verdict(), style))
                    .append("  ")
                    .append(finding.check())
                    .repeat(' ', width - finding.check().length() + 2)
                    .append(finding.found())
                    .append('\n');
            finding.remedy()
                    .ifPresent(remedy -> text.repeat(' ', width + 8)
                            .append(style.faint("→ "))
                            .append(remedy)
                            .append('\n'));
        }
        return text.append('\n').append(verdict(diagnosis, style)).append('\n').toString();
    }

    private static String mark(Finding.Verdict verdict, Style style) {
        return switch (verdict) {
            case OK -> style.green("ok  ");
            case INFO -> style.faint("info");
            case WARN -> style.yellow("warn");
            case FAIL -> style.red("fail");
        };
    }

    private static String verdict(Diagnosis diagnosis, Style style) {
        if (diagnosis.usable()) {
            return style.bold("this machine is ready");
        }
        var fixable = diagnosis.findings().stream()
                .flatMap(finding -> finding.remedy().stream())
                .anyMatch(remedy -> remedy.contains("doctor --fix"));
        return style.bold("this machine is not ready")
                + (fixable ? "; to make it so: workbench doctor --fix" : "; do what the failed lines say");
    }

    record Form(boolean usable, List<Row> findings) {}

    record Row(String check, String verdict, String found, Optional<String> remedy) {}

    static Form json(Diagnosis diagnosis) {
        return new Form(
                diagnosis.usable(),
                diagnosis.findings().stream()
                        .map(finding ->
                                new Row(finding.check(), finding.verdict().word(), finding.found(), finding.remedy()))
                        .toList());
    }
}
