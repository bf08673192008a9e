package dev.workbench.provider.docker;

import dev.workbench.container.ContainerEngine;
import dev.workbench.progress.Progress;
import dev.workbench.provider.ContainerVms;
import dev.workbench.provider.LabelledImages;
import dev.workbench.remote.Guest;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Baked images and the layers between their steps: commits of the containers that stand in for VMs. */
final class DockerImages implements ImageCapture, StepLayers {
    private static final String KIND = "vm";
    private static final String LAYER_KIND = "vm-layer";
    private static final String REPOSITORY = "workbench/vm";
    private static final String LAYER_REPOSITORY = "workbench/vm-layer";
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final ContainerEngine engine;
    private final ContainerVms vms;
    private final LabelledImages images;
    private final LabelledImages layers;

    DockerImages(ContainerEngine engine, ContainerVms vms) {
        this.engine = engine;
        this.vms = vms;
        this.images = new LabelledImages(engine, DockerVms.NAME, KIND);
        this.layers = new LabelledImages(engine, DockerVms.NAME, LAYER_KIND);
    }

    /** The images, without the layers. */
    LabelledImages labelled() {
        return images;
    }

    @Override
    public Optional<VmImage> find(String key) {
        return images.find(key);
    }

    @Override
    public List<VmImage> images() {
        return images.all();
    }

    @Override
    public VmImage capture(String name, Supplier<Guest> admin, ImageRecipe recipe, Progress progress) {
        var strip = BootScript.strip(DockerVms.ADMIN);
        vms.run(name, "the VM's identity cannot be stripped for the capture", "sh", "-c", strip);
        engine.stop(name, STOP_GRACE);
        return images.find(recipe.key())
                .orElseGet(
                        () -> images.commit(name, REPOSITORY, recipe, Ownership.NOBODYS_IMAGE, OptionalLong.empty()));
    }

    @Override
    public void removeImage(VmImage image) {
        images.remove(image);
    }

    @Override
    public Optional<VmImage> findLayer(String key) {
        return layers.find(key);
    }

    @Override
    public List<VmImage> layers() {
        return layers.all();
    }

    @Override
    public void keepLayer(String name, ImageRecipe recipe, Progress progress) {
        layers.commit(name, LAYER_REPOSITORY, recipe, Ownership.NOBODYS_IMAGE, OptionalLong.empty());
    }

    @Override
    public void removeLayer(VmImage layer) {
        layers.untag(layer);
    }
}
