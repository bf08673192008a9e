package dev.workbench.family.content;

/** One thing in a directory tree, with all that matters of it: no owner, no time, of the mode only the execute bit. */
public sealed interface ContentEntry {
    /** Relative to the tree's root, with {@code /}; never empty, absolute, or with {@code ..}. */
    String path();

    record Directory(String path) implements ContentEntry {}

    /**
     * A regular file; one with several hard links appears once for each.
     *
     * @param executable whether its owner may execute it
     * @param sha256 of its content, 64 hex digits
     */
    record File(String path, boolean executable, long size, String sha256) implements ContentEntry {
        /** The mode that the file gets in images: as a checkout under the usual umask would give it. */
        public int mode() {
            return executable ? 0755 : 0644;
        }
    }

    /** A symbolic link, with its target as written. */
    record Link(String path, String target) implements ContentEntry {}
}
