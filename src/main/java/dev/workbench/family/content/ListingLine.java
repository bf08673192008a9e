package dev.workbench.family.content;

/**
 * One line of a key's listing, read back. Texts are as they stand there, with their escapes, so that they may be shown;
 * two texts are the same exactly when they stand the same there.
 */
public sealed interface ListingLine {
    /** A named value. */
    record Value(String name, String text) implements ListingLine {}

    /** An entry of the tree of that name. */
    record Entry(String tree, ContentEntry entry) implements ListingLine {}

    /** @throws RuntimeException when the line is none of a listing of this version */
    static ListingLine read(String line) {
        var name = line.substring(0, line.indexOf(' '));
        var rest = name.length() + 1;
        return name.endsWith("/")
                ? new Entry(name.substring(0, name.length() - 1), entry(line, rest))
                : new Value(name, ListedText.read(line, rest).written());
    }

    private static ContentEntry entry(String line, int start) {
        var path = ListedText.read(line, line.indexOf(' ', start) + 1);
        var type = line.substring(start, line.indexOf(' ', start));
        return switch (type) {
            case "dir" -> new ContentEntry.Directory(path.written());
            case "link" ->
                new ContentEntry.Link(
                        path.written(), ListedText.read(line, path.end() + 1).written());
            case "file" -> {
                var words = line.substring(path.end() + 1).split(" ", -1);
                yield new ContentEntry.File(
                        path.written(), words[0].equals("0755"), Long.parseLong(words[1]), words[2]);
            }
            default -> throw new IllegalArgumentException("unknown type of entry: " + type);
        };
    }
}
