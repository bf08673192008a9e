package dev.workbench.host;

import java.util.List;

/** What all checks found. */
public record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether tasks can run on this machine. */
    public boolean usable() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
    }
}
