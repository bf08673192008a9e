package dev.workbench.provider;

import dev.workbench.container.ImageInfo;
import dev.workbench.container.Images;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.ImageTransfer;
import dev.workbench.vm.VmImage;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One provider's baked images as archives of the engine, each with the base image that it was made from. */
public final class ImageArchives implements ImageTransfer {
    private final Images engine;
    private final LabelledImages images;
    private final Map<String, String> baseLabels;
    private final String baseRepository;
    private final Function<ImageInfo, String> identity;

    /**
     * Archives of a provider's images.
     *
     * @param baseLabels those of all base images; what others made of one may have inherited them
     * @param baseRepository the name of base images, without the tag
     * @param identity what enters the key of an image that is made from a base image
     */
    public ImageArchives(
            Images engine,
            LabelledImages images,
            Map<String, String> baseLabels,
            String baseRepository,
            Function<ImageInfo, String> identity) {
        this.engine = engine;
        this.images = images;
        this.baseLabels = baseLabels;
        this.baseRepository = baseRepository;
        this.identity = identity;
    }

    @Override
    public InputStream archive(VmImage image, String base) {
        var names = new ArrayList<String>();
        names.add(images.name(image));
        engine.images(baseLabels).stream()
                .filter(each -> identity.apply(each).equals(base))
                .flatMap(each -> each.tags().stream().filter(this::isBaseName))
                .findFirst()
                .ifPresent(names::add);
        return engine.save(names.toArray(String[]::new));
    }

    @Override
    public VmImage takeIn(InputStream archive, List<String> names, String key, boolean adoptBase) {
        var before = new LinkedHashMap<String, ImageInfo>();
        names.forEach(name -> engine.image(name).ifPresent(image -> before.put(name, image)));
        engine.load(archive);
        before.forEach((name, image) -> {
            if (!adoptBase || !isBaseName(name)) {
                engine.tag(image.id(), name);
            }
        });
        return images.find(key)
                .orElseThrow(() -> WorkbenchException.badInput(
                        "bad_image_file", "the archive in the file does not hold the image " + key));
    }

    private boolean isBaseName(String name) {
        return name.startsWith(baseRepository + ":");
    }
}
