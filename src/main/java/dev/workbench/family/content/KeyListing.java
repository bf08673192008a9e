package dev.workbench.family.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides what an image contains, as text that people can read and compare. The image's key is the
 * SHA-256 of this text, so {@code sha256sum} over a printed listing gives the key.
 *
 * <p>Canonical form, version {@value #VERSION}: lines of UTF-8 that end with a newline. The first is {@code
 * workbench-key <version> <text: kind>}; then, in the order in which they were added:
 *
 * <pre>
 * &lt;name&gt; &lt;text&gt;                                     a value; a name has no blanks
 * &lt;name&gt;/ dir &lt;text: path&gt;                          a directory of the tree that is called name
 * &lt;name&gt;/ file &lt;text: path&gt; 0644|0755 &lt;size&gt; &lt;sha256&gt;  a file
 * &lt;name&gt;/ link &lt;text: path&gt; &lt;text: target&gt;           a symbolic link
 * </pre>
 *
 * <p>{@code <text>} is the number of UTF-8 bytes, a colon, and the text, in which backslash and control characters are
 * escaped (the number counts the text before that); a text of more than {@value #LONGEST} bytes is {@code
 * <number>#<sha256>} instead. So a line is a line, and no two different inputs make the same listing.
 */
public final class KeyListing {
    static final int VERSION = 1;
    static final int LONGEST = ListedText.LONGEST;

    private final String text;

    private KeyListing(String text) {
        this.text = text;
    }

    /** A listing that was kept with an image. */
    public static KeyListing parse(String text) {
        return new KeyListing(text);
    }

    /** @param kind what the key is of, such as {@code main-image}; keys of different kinds never meet */
    public static Builder of(String kind) {
        return new Builder(kind);
    }

    /** {@code sha256:} and 64 hex digits. */
    public String key() {
        return "sha256:" + Sha256.hex(text);
    }

    /** The canonical form. */
    public String text() {
        return text;
    }

    /** What the key is of, and the lines after the first; empty when the text is no listing of this version. */
    public Optional<Content> content() {
        var head = "workbench-key " + VERSION + " ";
        try {
            return text.startsWith(head)
                    ? Optional.of(new Content(
                            ListedText.read(text, head.length()).shown(),
                            text.lines().skip(1).map(ListingLine::read).toList()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** A listing, read back. */
    public record Content(String kind, List<ListingLine> lines) {}

    /**
     * What differs between two listings, in the order of the first and then the second.
     *
     * @param later the listing to compare with
     */
    public List<Difference> differences(KeyListing later) {
        var before = byIdentity();
        var after = later.byIdentity();
        var differences = new ArrayList<Difference>();
        before.forEach((identity, line) -> {
            var now = after.get(identity);
            if (!line.equals(now)) {
                differences.add(new Difference(identity, Optional.of(line), Optional.ofNullable(now)));
            }
        });
        after.forEach((identity, line) -> {
            if (!before.containsKey(identity)) {
                differences.add(new Difference(identity, Optional.empty(), Optional.of(line)));
            }
        });
        return List.copyOf(differences);
    }

    /**
     * One line that is not the same in two listings.
     *
     * @param what the value's name, or the tree's name and the path in it
     * @param before what the first listing says of it
     * @param after what the second says
     */
    public record Difference(String what, Optional<String> before, Optional<String> after) {}

    /** The rest of each line by what it is about; a name that stands several times is numbered. */
    private Map<String, String> byIdentity() {
        var lines = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> {
            var parts = identify(line);
            var identity = parts.identity();
            for (var n = 2; lines.containsKey(identity); n++) {
                identity = parts.identity() + " (" + n + ")";
            }
            lines.put(identity, parts.rest());
        });
        return lines;
    }

    private record Parts(String identity, String rest) {}

    private static Parts identify(String line) {
        var name = line.substring(0, Math.max(line.indexOf(' '), 0));
        var rest = line.substring(Math.min(name.length() + 1, line.length()));
        if (!name.endsWith("/")) {
            return new Parts(name, rest);
        }
        // "<type> <length>:<path>[ <more>]": the path has no raw newline but may have blanks, so its length decides.
        var type = rest.substring(0, rest.indexOf(' '));
        var path = ListedText.read(rest, rest.indexOf(' ') + 1);
        return new Parts(name + path.shown(), type + rest.substring(path.end()));
    }

    /** Adds to a listing; the order of the calls is part of the key. */
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();

        private Builder(String kind) {
            text.append("workbench-key ")
                    .append(VERSION)
                    .append(' ')
                    .append(ListedText.write(kind))
                    .append('\n');
        }

        /** @param name lower-case letters, digits, {@code .} and {@code -}; the same one may come again, as in a list */
        public Builder value(String name, String value) {
            if (!name.matches("[a-z0-9.-]+")) {
                throw new IllegalArgumentException("not a name for a key's listing: " + name);
            }
            text.append(name).append(' ').append(ListedText.write(value)).append('\n');
            return this;
        }

        /** The number of the values, then each. */
        public Builder values(String name, List<String> values) {
            value(name + ".count", String.valueOf(values.size()));
            values.forEach(value -> value(name, value));
            return this;
        }

        /** All entries of a tree, sorted by path. */
        public Builder tree(String name, ContentListing content) {
            value(name + ".count", String.valueOf(content.entries().size()));
            for (var entry : content.entries()) {
                text.append(name).append("/ ");
                switch (entry) {
                    case ContentEntry.Directory directory ->
                        text.append("dir ").append(ListedText.write(directory.path()));
                    case ContentEntry.File file ->
                        text.append("file ")
                                .append(ListedText.write(file.path()))
                                .append(file.executable() ? " 0755 " : " 0644 ")
                                .append(file.size())
                                .append(' ')
                                .append(file.sha256());
                    case ContentEntry.Link link ->
                        text.append("link ")
                                .append(ListedText.write(link.path()))
                                .append(' ')
                                .append(ListedText.write(link.target()));
                }
                text.append('\n');
            }
            return this;
        }

        public KeyListing build() {
            return new KeyListing(text.toString());
        }
    }
}
