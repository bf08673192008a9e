package dev.workbench.environment.copy;

/**
 * What is at a path.
 *
 * @param path absolute, with all links resolved; for what is not there, below its existing parent; empty when that is
 *     missing too
 */
record Found(Kind kind, String path) {
    enum Kind {
        FILE,
        DIRECTORY,
        NOTHING,
        /** It cannot be told, for want of permission. */
        DENIED
    }

    /** The directory that the last name is in. */
    String parent() {
        var slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    String lastName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }
}
