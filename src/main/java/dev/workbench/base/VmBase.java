package dev.workbench.base;

import dev.workbench.container.ImageInfo;

/**
 * A base image for QEMU: an engine image made from the tools image, with these files in {@code /image}: {@code disk.qcow2}
 * (an ext4 file system on the whole disk), {@code disk} (the name of the disk to boot), {@code kernel}, {@code initrd}.
 *
 * @param identity the words that enter an image key: the way that it was made and what its packages are
 */
public record VmBase(ImageInfo image, String identity) {}
