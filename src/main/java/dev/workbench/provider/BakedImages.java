package dev.workbench.provider;

import dev.workbench.container.Images;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import java.util.List;
import java.util.Optional;

/** One provider's baked images, and the layers between their build steps, in the engine's own store. */
public abstract class BakedImages implements ImageCapture, StepLayers {
    private final LabelledImages images;
    private final LabelledImages layers;

    /** {@code imageKind} and {@code layerKind} are the values of their labels {@code dev.workbench.kind}. */
    protected BakedImages(Images store, String provider, String imageKind, String layerKind) {
        this.images = new LabelledImages(store, provider, imageKind);
        this.layers = new LabelledImages(store, provider, layerKind);
    }

    /** The images, without the layers. */
    public final LabelledImages labelledImages() {
        return images;
    }

    /** The layers alone. */
    protected final LabelledImages labelledLayers() {
        return layers;
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
    public void removeLayer(VmImage layer) {
        layers.untag(layer);
    }
}
