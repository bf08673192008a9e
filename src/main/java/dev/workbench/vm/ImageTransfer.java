package dev.workbench.vm;

import java.io.InputStream;
import java.util.List;

/** The ability of a provider to hand out a baked image as one stream of bytes, and to take one in. */
public interface ImageTransfer extends Ability {
    /**
     * An image with the base image that it was made from, if that is still there, as an archive of the engine.
     *
     * @param base the identity of that base image, as it entered the image's key
     */
    InputStream archive(VmImage image, String base);

    /**
     * Takes in an archive. An image that is there under one of its names keeps that name.
     *
     * @param names those of the images in the archive
     * @param key of the image that must be among them
     * @param adoptBase whether the archive's base image takes the place of this machine's
     * @throws dev.workbench.error.WorkbenchException (exit code 2) when the image of that key is not in it
     */
    VmImage takeIn(InputStream archive, List<String> names, String key, boolean adoptBase);
}
