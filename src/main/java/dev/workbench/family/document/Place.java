package dev.workbench.family.document;

/**
 * Where a value stands.
 *
 * @param source the file, or whatever else the document came from
 * @param line counted from 1; 0 where lines mean nothing
 * @param column counted from 1
 * @param path the keys that lead to the value, such as {@code tasks.main.resources.cpus}; empty for the whole
 */
public record Place(String source, int line, int column, String path) {
    private static final int LONGEST_KEY = 60;

    /** The place of a whole document that has no lines. */
    public static Place of(String source) {
        return new Place(source, 0, 0, "");
    }

    /** {@code source:line:column}. */
    public String where() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }

    public Place moved(int toLine, int toColumn) {
        return new Place(source, toLine, toColumn, path);
    }

    /** The place of an entry; only its path is known yet. */
    public Place key(String key) {
        var shown = Quoted.cut(key, LONGEST_KEY);
        return new Place(source, line, column, path.isEmpty() ? shown : path + "." + shown);
    }

    public Place item(int index) {
        return new Place(source, line, column, path + "[" + index + "]");
    }

    /** The path as a subject for a sentence. */
    public String subject() {
        return path.isEmpty() ? "the document" : path;
    }
}
