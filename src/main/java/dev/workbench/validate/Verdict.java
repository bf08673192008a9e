package dev.workbench.validate;

import dev.workbench.validate.Report.Trial.Result;
import java.util.OptionalDouble;

/** How a trial went, when nothing was thrown. */
record Verdict(Result result, OptionalDouble score) {
    static final Verdict PASSED = new Verdict(Result.PASSED, OptionalDouble.empty());
    static final Verdict FAILED = new Verdict(Result.FAILED, OptionalDouble.empty());
    static final Verdict SKIPPED = new Verdict(Result.SKIPPED, OptionalDouble.empty());

    /** The harness failed; nothing is known of the task. */
    static final Verdict UNKNOWN = new Verdict(Result.UNKNOWN, OptionalDouble.empty());

    static Verdict of(boolean passed, OptionalDouble score) {
        return new Verdict(passed ? Result.PASSED : Result.FAILED, score);
    }
}
