package dev.workbench.family.document;

/** Text of a document as it may stand in a message: short, on one line, printable. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** The text in single quotes. */
    public static String of(String text) {
        return "'" + cut(text, LONGEST) + "'";
    }

    static String cut(String text, int longest) {
        var shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        shown.append(String.format("\\x%02x", c));
                    } else {
                        shown.appendCodePoint(c);
                    }
                }
            }
        });
        if (text.codePointCount(0, text.length()) > longest) {
            shown.append('…');
        }
        return shown.toString();
    }
}
