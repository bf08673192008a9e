package dev.workbench.provider.docker;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ImageInfo;
import dev.workbench.family.Architecture;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.VmImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Baked images in the engine's own store, found by their labels. */
final class DockerImages {
    private static final String REPOSITORY = "workbench/vm";
    private static final String KIND = "dev.workbench.kind";
    private static final String KEY = "dev.workbench.key";
    private static final String BASE = "dev.workbench.base";
    private static final String ARCHITECTURE = "dev.workbench.architecture";
    private static final String FAMILY = "dev.workbench.family";
    private static final String TASK = "dev.workbench.task";
    private static final Map<String, String> VM = Map.of(KIND, "vm");

    private final ContainerEngine engine;

    DockerImages(ContainerEngine engine) {
        this.engine = engine;
    }

    Optional<VmImage> find(String key) {
        var labels = new HashMap<>(VM);
        labels.put(KEY, key);
        return engine.images(labels).stream()
                .flatMap(image -> read(image).stream())
                .findFirst();
    }

    List<VmImage> all() {
        return engine.images(VM).stream().flatMap(image -> read(image).stream()).toList();
    }

    VmImage commit(String container, ImageRecipe recipe) {
        var labels = new HashMap<>(VM);
        labels.put(KEY, recipe.key());
        labels.put(BASE, recipe.base());
        labels.put(ARCHITECTURE, recipe.machine().architecture().word());
        labels.put(FAMILY, recipe.family());
        labels.put(TASK, recipe.task());
        var image = engine.commit(container, REPOSITORY + ":" + shortened(recipe.key()), labels, Map.of());
        return read(image).orElseThrow(() -> new IllegalStateException("the engine lost the labels of " + image.id()));
    }

    void remove(VmImage image) {
        engine.removeImage(image.reference());
    }

    private static String shortened(String key) {
        return key.substring("sha256:".length()).substring(0, 16);
    }

    /** An image that lacks one of our labels is not one of ours. */
    private static Optional<VmImage> read(ImageInfo image) {
        var labels = image.labels();
        if (!labels.keySet().containsAll(List.of(KEY, BASE, ARCHITECTURE, FAMILY, TASK))) {
            return Optional.empty();
        }
        return Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.word().equals(labels.get(ARCHITECTURE)))
                .findFirst()
                .map(architecture -> new VmImage(
                        labels.getOrDefault(KEY, ""),
                        DockerVms.NAME,
                        image.id(),
                        labels.getOrDefault(BASE, ""),
                        architecture,
                        labels.getOrDefault(FAMILY, ""),
                        labels.getOrDefault(TASK, ""),
                        image.sizeBytes(),
                        image.created()));
    }
}
