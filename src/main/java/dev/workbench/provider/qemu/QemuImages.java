package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.base.DraftLabels;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.SmallTar;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.provider.BakedImages;
import dev.workbench.provider.ContainerVms;
import dev.workbench.provider.LabelledImages;
import dev.workbench.remote.Guest;
import dev.workbench.vm.VmImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Baked disks, each in an image of the container engine: the base's image with one more file in {@code /image}, the qcow2
 * of what differs from the base.
 *
 * <p>So an image appears whole or not at all, works with an engine on another machine, cannot lose the base that it builds
 * on, and is found by its labels.
 */
final class QemuImages extends BakedImages {
    private static final String KIND = "vm-disk";
    private static final String LAYER_KIND = "vm-disk-layer";
    private static final String REPOSITORY = "workbench/qemu";
    private static final String LAYER_REPOSITORY = "workbench/qemu-layer";
    private static final String DIRECTORY = "/image";
    private static final String PARENT = CommandLine.DIRECTORY + "/parent";
    private static final int SECONDS_TO_SWITCH_OFF = 120;

    private final ContainerEngine engine;
    private final ContainerVms vms;
    private final Snapshots snapshots;

    QemuImages(ContainerEngine engine, ContainerVms vms, Snapshots snapshots) {
        super(engine, QemuVms.NAME, KIND, LAYER_KIND);
        this.engine = engine;
        this.vms = vms;
        this.snapshots = snapshots;
    }

    @Override
    public VmImage capture(String vm, Supplier<Guest> admin, ImageRecipe recipe, Progress progress) {
        var file = file(recipe);
        var failure = "the VM's disk could not be captured";
        var sum = vms.run(vm, failure, CommandLine.DIRECTORY + "/capture.sh", file, "" + SECONDS_TO_SWITCH_OFF);
        return find(recipe.key())
                .orElseGet(
                        () -> keep(labelledImages(), REPOSITORY, recipe, parent(vm), engine.download(vm, file), sum));
    }

    @Override
    public void keepLayer(String vm, ImageRecipe recipe, Progress progress) {
        var parent = parent(vm);
        var file = file(recipe);
        var sum = vms.run(vm, "the VM's disk could not be kept", CommandLine.DIRECTORY + "/layer.sh", file);
        // Its own one, even if another bake has kept the same step: what the VM writes from here on fits no other disk.
        var layer = keep(labelledLayers(), LAYER_REPOSITORY, recipe, parent, engine.download(vm, file), sum);
        var note = "rm \"$1\"; echo \"$0\" >" + PARENT;
        vms.run(vm, "it could not be noted where the VM's disk is kept", "sh", "-c", note, layer.reference(), file);
    }

    /** The image whose disk the VM's own disk is a difference to: what it was started from, or its newest layer. */
    private String parent(String vm) {
        var layer = vms.run(vm, "the VM's layers cannot be read", "sh", "-c", "cat " + PARENT + " 2>/dev/null || :");
        return !layer.isEmpty()
                ? layer
                : engine.inspect(vm)
                        .map(Snapshots::origin)
                        .orElseThrow(() -> WorkbenchException.provider("no_such_vm", "there is no VM " + vm));
    }

    @Override
    public void removeImage(VmImage image) {
        snapshots.removeAll(image.reference());
        super.removeImage(image);
    }

    /** Removes a damaged image or layer, by its id; one that others still run from goes when they find it damaged. */
    void discard(String id) {
        try {
            images().stream().filter(image -> image.reference().equals(id)).forEach(this::removeImage);
            layers().stream().filter(layer -> layer.reference().equals(id)).forEach(this::removeLayer);
        } catch (WorkbenchException e) {
            System.getLogger(QemuImages.class.getName())
                    .log(System.Logger.Level.DEBUG, "a damaged image is still in use", e);
        }
    }

    private static String file(ImageRecipe recipe) {
        return CommandLine.DIRECTORY + "/" + fileName(recipe.key());
    }

    /** The name of the disk's file that a key gets. */
    private static String fileName(String key) {
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
    private VmImage keep(
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
