package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;

/** A family is scored in one way. */
final class ScoreCheck implements Check {
    @Override
    public void check(Subject family, Findings findings) {
        family.taskFamily().ifPresent(found -> {
            if (found.has("score")) {
                found.member("intermediate_score")
                        .ifPresent(second -> findings.add(
                                Rule.TWO_SCORES,
                                family.spot(second),
                                "TaskFamily has both score and intermediate_score; they exclude each other",
                                "keep score for one score at the end, or intermediate_score with aggregate_scores"));
            }
            if (!found.has("intermediate_score") && !found.bases()) {
                found.member("aggregate_scores")
                        .ifPresent(lonely -> findings.add(
                                Rule.LONELY_AGGREGATE,
                                family.spot(lonely),
                                "aggregate_scores is never called: there is no intermediate_score to make a log",
                                "write intermediate_score, or use score"));
            }
        });
    }
}
