package dev.workbench.image;

import java.util.regex.Pattern;

/** Values of a listing as sentences have them. */
final class Wording {
    private static final int LONGEST = 60;
    private static final Pattern HASHED = Pattern.compile("([0-9]+)#([0-9a-f]{64})");

    private Wording() {}

    /** A text in quotes, cut when it is long. */
    static String quoted(String text) {
        return quoted(text, 0);
    }

    /** {@code 'a' → 'b'}, cut so that what differs is seen. */
    static String change(String before, String after) {
        var same = 0;
        while (same < Math.min(before.length(), after.length()) && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        var from = Math.max(before.length(), after.length()) <= LONGEST ? 0 : Math.max(0, same - LONGEST / 3);
        return quoted(before, from) + " → " + quoted(after, from);
    }

    private static String quoted(String text, int from) {
        var hashed = HASHED.matcher(text);
        if (hashed.matches()) {
            return "(" + hashed.group(1) + " bytes, sha256 " + hashed.group(2).substring(0, 12) + "…)";
        }
        var start = Math.min(from, text.length());
        if (start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start))) {
            start--;
        }
        return "'" + (start > 0 ? "…" : "") + cut(text.substring(start)) + "'";
    }

    private static String cut(String text) {
        var count = text.codePointCount(0, text.length());
        return count <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
