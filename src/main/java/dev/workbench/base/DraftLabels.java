package dev.workbench.base;

import dev.workbench.vm.Ownership;
import java.util.Map;

/**
 * The labels of containers in which an image is being made, by which abandoned ones are found.
 *
 * <p>An engine passes a container's labels on to the image that is made of it, and from there to each container of that
 * image: what was the draft's has to be overwritten when the image is kept.
 */
public final class DraftLabels {
    static final String ROLE = "image-draft";
    static final String MAKER = "dev.workbench.maker";

    /** What an image carries in place of its draft's labels. */
    public static final Map<String, String> OVERWRITTEN = Map.of(Ownership.LABEL_ROLE, "image", MAKER, "");

    private DraftLabels() {}

    /** The labels of a draft that this process makes. */
    public static Map<String, String> own() {
        return Map.of(Ownership.LABEL_ROLE, ROLE, MAKER, Maker.self().toString());
    }
}
