package dev.workbench.validate.report;

import java.time.Duration;
import java.util.Locale;

/** Small parts of a page. */
final class Html {
    private Html() {}

    /** Text without anything that a browser could take for markup, also in an attribute. */
    static String text(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\t', '\n' -> escaped.appendCodePoint(c);
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }

    /** A word in the colour that it has. */
    static String mark(String word) {
        return mark(word, word);
    }

    static String mark(String kind, String words) {
        return "<span class=\"mark " + kind + "\">" + text(words) + "</span>";
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
