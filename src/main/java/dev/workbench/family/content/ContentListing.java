package dev.workbench.family.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All entries below a root, sorted by the bytes of their UTF-8 paths, whatever order the disk has them in. */
public record ContentListing(List<ContentEntry> entries) {
    private static final Comparator<ContentEntry> BY_PATH_BYTES =
            Comparator.comparing(entry -> entry.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    public ContentListing {
        entries = entries.stream().sorted(BY_PATH_BYTES).toList();
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
}
