package dev.workbench.container;

import dev.workbench.progress.Progress;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a container engine. */
public interface Images {
    /** The image that a name, {@code name:tag} or id stands for, if the engine has it. */
    Optional<ImageInfo> image(String reference);

    /** All images that carry all the given labels. */
    List<ImageInfo> images(Map<String, String> labels);

    /** Pulls an image by name; fails within {@code connectSeconds} when no registry answers. */
    ImageInfo pull(String reference, int connectSeconds, Progress progress);

    /** Makes an image out of a root file system tar (plain or compressed). */
    ImageInfo importRoot(InputStream tar, String reference, Map<String, String> labels);

    /**
     * Makes an image out of a container's file system.
     *
     * @param reference {@code name:tag} of the new image
     * @param labels added to those of the container's image
     * @param environment environment variables of the image, replacing those that the container was created with
     */
    ImageInfo commit(String container, String reference, Map<String, String> labels, Map<String, String> environment);

    /** Writes the images as {@code docker save} would; one that is asked for by its name keeps that. */
    InputStream save(String... references);

    /** Takes in images that {@link #save} wrote, under the names that they had. */
    void load(InputStream tar);

    /** Gives an image one more name; {@code reference} is {@code name:tag}, and no longer means another image. */
    void tag(String image, String reference);

    void removeImage(String reference);
}
