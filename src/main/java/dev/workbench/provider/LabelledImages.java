package dev.workbench.provider;

import dev.workbench.container.ImageInfo;
import dev.workbench.container.Images;
import dev.workbench.family.Architecture;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.VmImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One provider's baked images in the engine's own store. Their labels say what they are: an image without all of them is
 * not one of ours, and the engine shows an image only when it is whole.
 */
public final class LabelledImages {
    private static final String KIND = "dev.workbench.kind";
    private static final String KEY = "dev.workbench.key";
    private static final String BASE = "dev.workbench.base";
    private static final String ARCHITECTURE = "dev.workbench.architecture";
    private static final String FAMILY = "dev.workbench.family";
    private static final String TASK = "dev.workbench.task";
    private static final String SIZE = "dev.workbench.size";
    private static final int SHORT_KEY = 16;

    private final Images images;
    private final String provider;
    private final String kind;

    /** {@code kind} is the value of the label {@code dev.workbench.kind} of this provider's images alone. */
    public LabelledImages(Images images, String provider, String kind) {
        this.images = images;
        this.provider = provider;
        this.kind = kind;
    }

    public Optional<VmImage> find(String key) {
        return images(Map.of(KIND, kind, KEY, key)).stream().findFirst();
    }

    public List<VmImage> all() {
        return images(Map.of(KIND, kind));
    }

    private List<VmImage> images(Map<String, String> labels) {
        return images.images(labels).stream()
                .flatMap(image -> read(image).stream())
                .toList();
    }

    /** The name of an image, by which it is archived with that name; its id when it has lost it. */
    String name(VmImage image) {
        var tag = ":" + shortened(image.key());
        return images.image(image.reference())
                .flatMap(found ->
                        found.tags().stream().filter(name -> name.endsWith(tag)).findFirst())
                .orElse(image.reference());
    }

    public void remove(VmImage image) {
        images.removeImage(image.reference());
    }

    /** Removes an image's name: it goes, unless others are made from it, and then with the last of them. */
    public void untag(VmImage image) {
        images.removeImage(name(image));
    }

    /**
     * Makes an image of a container's file system.
     *
     * @param inherited what stands in place of labels that the engine would pass on from the container to its image
     * @param sizeBytes what the image takes on disk, when the engine does not know it better
     */
    public VmImage commit(
            String container,
            String repository,
            ImageRecipe recipe,
            Map<String, String> inherited,
            OptionalLong sizeBytes) {
        var labels = new HashMap<>(inherited);
        labels.putAll(labels(recipe));
        sizeBytes.ifPresent(bytes -> labels.put(SIZE, Long.toString(bytes)));
        var reference = repository + ":" + shortened(recipe.key());
        return read(images.commit(container, reference, labels, Map.of()))
                .orElseThrow(() -> new IllegalStateException("the engine lost labels of " + reference));
    }

    /** The start of a key, as names have it. */
    public static String shortened(String key) {
        return key.substring(key.indexOf(':') + 1).substring(0, SHORT_KEY);
    }

    private Map<String, String> labels(ImageRecipe recipe) {
        return Map.of(
                KIND,
                kind,
                KEY,
                recipe.key(),
                BASE,
                recipe.base(),
                ARCHITECTURE,
                recipe.machine().architecture().word(),
                FAMILY,
                recipe.family(),
                TASK,
                recipe.task());
    }

    private Optional<VmImage> read(ImageInfo image) {
        var labels = image.labels();
        if (!labels.keySet().containsAll(List.of(KEY, BASE, ARCHITECTURE, FAMILY, TASK))) {
            return Optional.empty();
        }
        return Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.word().equals(labels.get(ARCHITECTURE)))
                .findFirst()
                .map(architecture -> new VmImage(
                        labels.getOrDefault(KEY, ""),
                        provider,
                        image.id(),
                        labels.getOrDefault(BASE, ""),
                        architecture,
                        labels.getOrDefault(FAMILY, ""),
                        labels.getOrDefault(TASK, ""),
                        labels.containsKey(SIZE) ? Long.parseLong(labels.getOrDefault(SIZE, "")) : image.sizeBytes(),
                        image.created()));
    }
}
