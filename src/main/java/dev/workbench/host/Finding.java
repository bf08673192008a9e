package dev.workbench.host;

import java.util.Locale;
import java.util.Optional;

/**
 * The result of one check.
 *
 * @param check what was looked at, in a word or two
 * @param found what is there
 * @param remedy how to mend it
 */
public record Finding(String check, Verdict verdict, String found, Optional<String> remedy) {
    /** How much it matters. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** Worth knowing. */
        INFO,
        /** Something will be slow, or some tasks will not run. */
        WARN,
        /** Nothing runs before this is mended. */
        FAIL;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String check, String found) {
        return new Finding(check, Verdict.OK, found, Optional.empty());
    }

    public static Finding info(String check, String found) {
        return new Finding(check, Verdict.INFO, found, Optional.empty());
    }

    public static Finding warn(String check, String found, String remedy) {
        return new Finding(check, Verdict.WARN, found, Optional.of(remedy));
    }

    public static Finding fail(String check, String found, String remedy) {
        return new Finding(check, Verdict.FAIL, found, Optional.of(remedy));
    }
}
