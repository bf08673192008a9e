package dev.workbench.family.content;

import java.nio.charset.StandardCharsets;

/**
 * A text with its length before it, on one line.
 *
 * @param shown the text with its escapes, or the hash of a long one
 * @param written the same, with the length before the hash
 * @param end the index behind it
 */
record ListedText(String shown, String written, int end) {
    static final int LONGEST = 1000;

    static String write(String value) {
        var length = value.getBytes(StandardCharsets.UTF_8).length;
        return length > LONGEST ? length + "#" + Sha256.hex(value) : length + ":" + escape(value);
    }

    /** The text that starts at an index, as {@link #write} wrote it, and where it ends. */
    static ListedText read(String line, int start) {
        var mark = start;
        while (Character.isDigit(line.charAt(mark))) {
            mark++;
        }
        var at = mark + 1;
        if (line.charAt(mark) == '#') {
            return new ListedText(line.substring(at, at + 64), line.substring(start, at + 64), at + 64);
        }
        var bytes = Integer.parseInt(line.substring(start, mark));
        var end = at;
        while (bytes > 0) {
            var c = line.codePointAt(end);
            end += c == '\\' ? escapeLength(line, end) : Character.charCount(c);
            bytes -= c == '\\' ? 1 : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length;
        }
        return new ListedText(line.substring(at, end), line.substring(at, end), end);
    }

    private static int escapeLength(String line, int at) {
        return line.charAt(at + 1) == 'x' ? 4 : 2;
    }

    private static String escape(String value) {
        var escaped = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        escaped.append(String.format("\\x%02x", c));
                    } else {
                        escaped.append((char) c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
