package dev.workbench.mainimage;

import dev.workbench.container.ImageInfo;
import dev.workbench.family.content.ContentListing;
import dev.workbench.family.content.KeyListing;
import java.util.List;

/**
 * The content key of a main image: the base image, the family's files, and what else installs into it. The base image's
 * id stands for Python, our runtime and the Debian release.
 */
final class MainImageKey {
    private MainImageKey() {}

    static KeyListing listing(ImageInfo base, String family, ContentListing content, List<String> installCommands) {
        return KeyListing.of("main-image")
                .value("base", base.id())
                .value("family", family)
                .values("install", installCommands)
                .tree("family", content)
                .build();
    }
}
