package dev.workbench.cli;

import java.time.Duration;

/** Durations as people read them: in the largest unit that fits at least twice, rounded. */
final class Ages {
    private Ages() {}

    static String text(Duration age) {
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toDays() > 1) {
            return rounded(age, Duration.ofDays(1)) + "d";
        }
        if (age.toHours() > 1) {
            return rounded(age, Duration.ofHours(1)) + "h";
        }
        return age.toMinutes() > 1 ? rounded(age, Duration.ofMinutes(1)) + "m" : age.toSeconds() + "s";
    }

    private static long rounded(Duration age, Duration unit) {
        return age.plus(unit.dividedBy(2)).dividedBy(unit);
    }
}
