package dev.workbench.validate;

/** Looks for breaks of one rule, or of a few that belong together, in what a family's files say. */
@FunctionalInterface
public interface Check {
    void check(Subject family, Findings findings);
}
