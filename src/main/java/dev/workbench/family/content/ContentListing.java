package dev.workbench.family.content;

import java.util.Collection;
import java.util.List;

/** All entries below a root, sorted by the bytes of their UTF-8 paths, whatever order the disk has them in. */
public record ContentListing(List<ContentEntry> entries) {
    public ContentListing {
        entries = entries.stream().sorted((a, b) -> compare(a.path(), b.path())).toList();
    }

    public static ContentListing of(Collection<? extends ContentEntry> entries) {
        return new ContentListing(List.copyOf(entries));
    }

    /** The sum of the files' sizes. */
    public long bytes() {
        return entries.stream()
                .mapToLong(entry -> entry instanceof ContentEntry.File file ? file.size() : 0)
                .sum();
    }

    /** By code points, whose order is that of their UTF-8 bytes; {@code String.compareTo} has another one. */
    private static int compare(String left, String right) {
        var shorter = Math.min(left.length(), right.length());
        for (var i = 0; i < shorter; i++) {
            var a = left.charAt(i);
            var b = right.charAt(i);
            if (a != b) {
                var sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
