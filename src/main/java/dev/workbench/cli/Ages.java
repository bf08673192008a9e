package dev.workbench.cli;

import java.time.Duration;

/** Durations as people read them: the largest unit that fits, in whole numbers. */
final class Ages {
    private Ages() {}

    static String text(Duration age) {
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toDays() > 1) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 1) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + "m" : age.toSeconds() + "s";
    }
}
