package dev.workbench.validate;

import java.util.Comparator;
import java.util.Optional;

/**
 * One break of a rule.
 *
 * @param family the family's name
 * @param task the task that it concerns, absent when it concerns all of them
 * @param message what is wrong
 * @param remedy how to mend it
 */
public record Finding(Rule rule, String family, Optional<String> task, Spot spot, String message, String remedy) {
    /** By family, then in the order of the files. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::family)
            .thenComparing(finding -> finding.spot().file())
            .thenComparingInt(finding -> finding.spot().line())
            .thenComparingInt(finding -> finding.spot().column())
            .thenComparing(Finding::rule);

    public boolean isError() {
        return rule.severity() == Severity.ERROR;
    }
}
