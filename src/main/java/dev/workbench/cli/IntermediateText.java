package dev.workbench.cli;

import dev.workbench.console.Style;
import dev.workbench.score.ScoreLog;
import java.util.OptionalDouble;

/** One intermediate score, for people. */
final class IntermediateText {
    private IntermediateText() {}

    static String of(ScoreLog.Entry entry, Style style) {
        return style.bold("intermediate score: " + entry.score().asText()) + "\n"
                + style.faint("message: ") + entry.message() + "\n"
                + style.faint("details: ") + entry.details() + "\n";
    }

    static boolean passes(ScoreLog.Entry entry, OptionalDouble minScore) {
        if (entry.score().isTextual()) {
            return false; // NaN
        }
        return minScore.isEmpty()
                || (entry.score().isNumber() && entry.score().doubleValue() >= minScore.getAsDouble());
    }
}
