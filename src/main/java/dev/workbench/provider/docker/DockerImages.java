package dev.workbench.provider.docker;

import dev.workbench.container.ContainerEngine;
import dev.workbench.progress.Progress;
import dev.workbench.provider.BakedImages;
import dev.workbench.provider.ContainerVms;
import dev.workbench.remote.Guest;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Baked images and the layers between their steps: commits of the containers that stand in for VMs. */
final class DockerImages extends BakedImages {
    private static final String KIND = "vm";
    private static final String LAYER_KIND = "vm-layer";
    private static final String REPOSITORY = "workbench/vm";
    private static final String LAYER_REPOSITORY = "workbench/vm-layer";
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final ContainerEngine engine;
    private final ContainerVms vms;

    DockerImages(ContainerEngine engine, ContainerVms vms) {
        super(engine, DockerVms.NAME, KIND, LAYER_KIND);
        this.engine = engine;
        this.vms = vms;
    }

    @Override
    public VmImage capture(String name, Supplier<Guest> admin, ImageRecipe recipe, Progress progress) {
        var strip = BootScript.strip(DockerVms.ADMIN);
        vms.run(name, "the VM's identity cannot be stripped for the capture", "sh", "-c", strip);
        engine.stop(name, STOP_GRACE);
        return find(recipe.key())
                .orElseGet(() -> labelledImages()
                        .commit(name, REPOSITORY, recipe, Ownership.NOBODYS_IMAGE, OptionalLong.empty()));
    }

    @Override
    public void keepLayer(String name, ImageRecipe recipe, Progress progress) {
        labelledLayers().commit(name, LAYER_REPOSITORY, recipe, Ownership.NOBODYS_IMAGE, OptionalLong.empty());
    }
}
