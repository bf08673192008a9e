package dev.workbench.family.content;

/** What decides whether a family's main image must be built again. */
public final class MainImageKey {
    private MainImageKey() {}

    /**
     * The listing whose key the main image carries.
     *
     * @param base the identity of the image that it starts from
     * @param runtime the identity of what the workbench itself puts in
     * @param name the family's name: task code sees it
     * @param family the family's files
     */
    public static KeyListing listing(String base, String runtime, String name, ContentListing family) {
        return KeyListing.of("main-image")
                .value("base", base)
                .value("runtime", runtime)
                .value("name", name)
                .tree("family", family)
                .build();
    }
}
