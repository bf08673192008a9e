package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.base.DraftLabels;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.ImageInfo;
import dev.workbench.container.SmallTar;
import dev.workbench.family.Architecture;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.VmImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Baked disks, each in an image of the container engine: the base's image with one more file in {@code /image}, the qcow2
 * of what differs from the base.
 *
 * <p>So an image appears whole or not at all, works with an engine on another machine, cannot lose the base that it builds
 * on, and is found by its labels.
 */
final class QemuImages {
    private static final String REPOSITORY = "workbench/qemu";
    private static final String DIRECTORY = "/image";
    private static final String KIND = "dev.workbench.kind";
    private static final String KEY = "dev.workbench.key";
    private static final String BASE = "dev.workbench.base";
    private static final String ARCHITECTURE = "dev.workbench.architecture";
    private static final String FAMILY = "dev.workbench.family";
    private static final String TASK = "dev.workbench.task";
    private static final String SIZE = "dev.workbench.size";
    private static final Map<String, String> DISK = Map.of(KIND, "vm-disk");

    private final ContainerEngine engine;

    QemuImages(ContainerEngine engine) {
        this.engine = engine;
    }

    Optional<VmImage> find(String key) {
        var labels = new HashMap<>(DISK);
        labels.put(KEY, key);
        return engine.images(labels).stream()
                .flatMap(image -> read(image).stream())
                .findFirst();
    }

    List<VmImage> all() {
        return engine.images(DISK).stream()
                .flatMap(image -> read(image).stream())
                .toList();
    }

    /** The name of the disk's file that a key gets. */
    static String fileName(String key) {
        return shortened(key) + ".qcow2";
    }

    /**
     * Keeps a disk.
     *
     * @param parent the image that the machine was started from
     * @param disk a tar with the one file {@link #fileName}
     */
    VmImage keep(ImageRecipe recipe, String parent, InputStream disk, long bytes) {
        var draft = engine.create(ContainerSpec.of(parent)
                .name("wb-draft-vm-" + shortened(recipe.key()) + "-" + UUID.randomUUID())
                .labels(DraftLabels.own())
                .command("true")
                .build());
        try (disk) {
            engine.upload(draft, DIRECTORY, disk);
            var records = new SmallTar()
                    .file("disk", 0644, 0, (fileName(recipe.key()) + "\n").getBytes(UTF_8))
                    .file("listing.txt", 0644, 0, recipe.listing().getBytes(UTF_8));
            engine.upload(draft, DIRECTORY, records.open());
            var reference = REPOSITORY + ":" + shortened(recipe.key());
            var image = engine.commit(draft, reference, labels(recipe, bytes), Map.of());
            return read(image).orElseThrow(() -> new IllegalStateException("the engine lost labels of " + reference));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            engine.remove(draft);
        }
    }

    void remove(VmImage image) {
        engine.removeImage(image.reference());
    }

    private static Map<String, String> labels(ImageRecipe recipe, long bytes) {
        var labels = new HashMap<>(DraftLabels.OVERWRITTEN);
        labels.putAll(DISK);
        labels.put(KEY, recipe.key());
        labels.put(BASE, recipe.base());
        labels.put(ARCHITECTURE, recipe.machine().architecture().word());
        labels.put(FAMILY, recipe.family());
        labels.put(TASK, recipe.task());
        labels.put(SIZE, "" + bytes);
        return labels;
    }

    private static String shortened(String key) {
        var hash = key.substring(key.indexOf(':') + 1);
        return hash.substring(0, Math.min(16, hash.length()));
    }

    /** An image that lacks one of our labels is not one of ours. */
    private static Optional<VmImage> read(ImageInfo image) {
        var labels = image.labels();
        if (!labels.keySet().containsAll(List.of(KEY, BASE, ARCHITECTURE, FAMILY, TASK, SIZE))) {
            return Optional.empty();
        }
        return Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.word().equals(labels.get(ARCHITECTURE)))
                .findFirst()
                .map(architecture -> new VmImage(
                        labels.getOrDefault(KEY, ""),
                        QemuVms.NAME,
                        image.id(),
                        labels.getOrDefault(BASE, ""),
                        architecture,
                        labels.getOrDefault(FAMILY, ""),
                        labels.getOrDefault(TASK, ""),
                        Long.parseLong(labels.getOrDefault(SIZE, "0")),
                        image.created()));
    }
}
