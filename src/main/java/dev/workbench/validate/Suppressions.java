package dev.workbench.validate;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What people have decided not to be told: rules of a command line, and lines that say {@code workbench: ignore WB131}. */
public record Suppressions(Set<Rule> rules) {
    private static final Pattern MARK = Pattern.compile("workbench: ignore ([A-Za-z0-9, -]+)");

    public static final Suppressions NONE = new Suppressions(Set.of());

    public Suppressions {
        rules = Set.copyOf(rules);
    }

    boolean covers(Finding finding, Subject family) {
        return rules.contains(finding.rule())
                || family.files().stream()
                        .filter(file -> file.path().equals(finding.spot().file()))
                        .anyMatch(file -> marked(file, finding));
    }

    private static boolean marked(SourceFile file, Finding finding) {
        int line = finding.spot().line();
        return line > 0
                && (marks(file.line(line), finding.rule()) || (line > 1 && marks(file.line(line - 1), finding.rule())));
    }

    private static boolean marks(String line, Rule rule) {
        var mark = MARK.matcher(line);
        return mark.find() && List.of(mark.group(1).split("[, ]+", -1)).contains(rule.id());
    }
}
