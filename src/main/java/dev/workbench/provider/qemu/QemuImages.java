package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.base.DraftLabels;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.SmallTar;
import dev.workbench.provider.LabelledImages;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.VmImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Baked disks, each in an image of the container engine: the base's image with one more file in {@code /image}, the qcow2
 * of what differs from the base.
 *
 * <p>So an image appears whole or not at all, works with an engine on another machine, cannot lose the base that it builds
 * on, and is found by its labels.
 */
final class QemuImages {
    static final String KIND = "vm-disk";
    static final String LAYER_KIND = "vm-disk-layer";
    private static final String DIRECTORY = "/image";

    private final ContainerEngine engine;

    QemuImages(ContainerEngine engine) {
        this.engine = engine;
    }

    /** The name of the disk's file that a key gets. */
    static String fileName(String key) {
        return LabelledImages.shortened(key) + ".qcow2";
    }

    /**
     * Keeps a disk.
     *
     * @param images what it becomes one of
     * @param parent the image whose disk this one is a difference to
     * @param disk a tar with the one file {@link #fileName}
     * @param sum the file's checksum and size, as POSIX {@code cksum} prints them
     */
    VmImage keep(
            LabelledImages images, String repository, ImageRecipe recipe, String parent, InputStream disk, String sum) {
        var draft = engine.create(ContainerSpec.of(parent)
                .name("wb-draft-vm-" + LabelledImages.shortened(recipe.key()) + "-" + UUID.randomUUID())
                .labels(DraftLabels.own())
                .command("true")
                .build());
        try (disk) {
            engine.upload(draft, DIRECTORY, disk);
            var name = fileName(recipe.key());
            var records = new SmallTar()
                    .file("disk", 0644, 0, (name + "\n").getBytes(UTF_8))
                    .file(name + ".sum", 0644, 0, (sum + "\n").getBytes(UTF_8))
                    .file("listing.txt", 0644, 0, recipe.listing().getBytes(UTF_8));
            engine.upload(draft, DIRECTORY, records.open());
            return images.commit(
                    draft,
                    repository,
                    recipe,
                    DraftLabels.OVERWRITTEN,
                    OptionalLong.of(Long.parseLong(sum.substring(sum.indexOf(' ') + 1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            engine.remove(draft);
        }
    }
}
