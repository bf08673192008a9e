package dev.workbench.validate;

import java.nio.file.Path;

/**
 * A text file of a family.
 *
 * @param path absolute
 * @param name relative to the family, with {@code /}
 * @param text its bytes as ISO 8859-1, so that nothing is lost, whatever the encoding is
 */
public record SourceFile(Path path, String name, String text) {
    /** UTF-8's byte-order mark as ISO 8859-1 reads it. */
    public static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    public boolean isPython() {
        return name.endsWith(".py");
    }

    public boolean isYaml() {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** Whether a kernel or a shell reads it as a program. */
    public boolean isScript() {
        var start = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return start.startsWith("#!") || name.endsWith(".sh") || name.endsWith(".bash");
    }

    public boolean isTest() {
        var file = String.valueOf(path.getFileName());
        return file.endsWith("_test.py") || file.startsWith("test_") || file.equals("conftest.py");
    }

    /** The place of a character. */
    public Spot spot(int offset) {
        var before = text.substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Spot(path, line, offset - before.lastIndexOf('\n'));
    }

    public String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }
}
