package dev.workbench.engine;

/** A reference to an image, taken apart: {@code latest} is the tag of one that names none. */
record ImageName(String repository, String tag) {
    static ImageName parse(String reference) {
        int digest = reference.indexOf('@');
        if (digest > 0) {
            return new ImageName(reference.substring(0, digest), reference.substring(digest + 1));
        }
        int colon = reference.lastIndexOf(':');
        // A colon before a slash belongs to a registry's port.
        return colon > reference.lastIndexOf('/')
                ? new ImageName(reference.substring(0, colon), reference.substring(colon + 1))
                : new ImageName(reference, "latest");
    }
}
