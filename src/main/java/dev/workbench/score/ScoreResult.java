package dev.workbench.score;

import dev.workbench.environment.Status;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a scoring ended.
 *
 * @param score absent when a person has to score, or when scoring failed
 * @param reason why scoring failed, in one sentence
 * @param traceback the task's own traceback, when its code failed
 */
public record ScoreResult(Status status, OptionalDouble score, Optional<String> reason, Optional<String> traceback) {
    static ScoreResult of(double score) {
        return Double.isNaN(score)
                ? failed("the task's score is NaN, which means that scoring went wrong", Optional.empty())
                : new ScoreResult(Status.SCORED, OptionalDouble.of(score), Optional.empty(), Optional.empty());
    }

    static ScoreResult manual() {
        return new ScoreResult(Status.NEEDS_MANUAL_SCORING, OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    static ScoreResult failed(String reason, Optional<String> traceback) {
        return new ScoreResult(Status.SCORING_FAILED, OptionalDouble.empty(), Optional.of(reason), traceback);
    }
}
