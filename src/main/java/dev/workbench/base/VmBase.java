package dev.workbench.base;

import dev.workbench.container.ImageInfo;
import java.util.Map;

/**
 * A base image for QEMU: an engine image made from the tools image, with these files in {@code /image}: {@code disk.qcow2}
 * (an ext4 file system on the whole disk), {@code disk} (the name of the disk to boot), {@code kernel}, {@code initrd}.
 *
 * @param identity the words that enter an image key: the way that it was made and what its packages are
 */
public record VmBase(ImageInfo image, String identity) {
    /** The labels of all such images. */
    public static final Map<String, String> LABELS = Map.of(ImageBuilder.LABEL_KIND, VmBases.KIND);

    /** The engine's name for them, without the tag. */
    public static final String REPOSITORY = VmBases.REPOSITORY;

    /** The identity of an image that is such a base; empty for another one. */
    public static String identityOf(ImageInfo image) {
        return image.labels().getOrDefault(VmBases.LABEL_IDENTITY, "");
    }
}
