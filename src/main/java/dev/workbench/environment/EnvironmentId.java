package dev.workbench.environment;

import java.security.SecureRandom;
import java.util.Locale;

/** Makes ids of environments: readable, unique, and safe as a DNS label and as part of a container's name. */
final class EnvironmentId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int SUFFIX = 6;
    private static final int LONGEST_STEM = 40 - 1 - SUFFIX;

    private EnvironmentId() {}

    static String make(String family, String task) {
        var stem = (family + "-" + task)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var cut = stem.length() > LONGEST_STEM ? stem.substring(0, LONGEST_STEM).replaceAll("-$", "") : stem;
        var suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            suffix.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return cut + "-" + suffix;
    }
}
