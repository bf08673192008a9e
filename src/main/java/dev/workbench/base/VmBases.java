package dev.workbench.base;

import dev.workbench.container.ImageInfo;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Makes the virtual machine base {@code debian-12}: from packages, or from the official cloud image. */
final class VmBases {
    static final String KIND = "vm-base";
    static final String LABEL_IDENTITY = "dev.workbench.identity";

    private static final String NAME = "debian-12";
    static final String REPOSITORY = "workbench/qemu-" + NAME;
    private static final int PIPE_BYTES = 1 << 20;

    private final BaseImages images;
    private final ImageBuilder builder;
    private final BuildHost host;
    private final CloudImages cloudImages;

    VmBases(BaseImages images, ImageBuilder builder, BuildHost host, CloudImages cloudImages) {
        this.images = images;
        this.builder = builder;
        this.host = host;
        this.cloudImages = cloudImages;
    }

    VmBase get(Progress progress) {
        var image = cloudImages
                .debian12()
                .map(official -> fromCloudImage(official, progress))
                .orElseGet(() -> fromPackages(progress));
        return base(image);
    }

    /** The base, if it has been made. */
    Optional<VmBase> ready() {
        return builder.find(cloudImages.debian12().map(this::cloudImageRecipe).orElseGet(this::packagesRecipe))
                .map(VmBases::base);
    }

    private static VmBase base(ImageInfo image) {
        return new VmBase(image, Objects.requireNonNull(image.labels().get(LABEL_IDENTITY), LABEL_IDENTITY));
    }

    private Recipe packagesRecipe() {
        return recipe("vm-pack.sh", List.of("vm-debian-12.sh"));
    }

    private Recipe cloudImageRecipe(CloudImages.CloudImage official) {
        return recipe("vm-cloud-image.sh", List.of())
                .with(Map.of("sha512", official.sha512().getBytes(StandardCharsets.US_ASCII)));
    }

    private ImageInfo fromPackages(Progress progress) {
        var recipe = packagesRecipe();
        return make(recipe, "packages", progress, draft -> {
            var root = images.recipe(
                    "vm-root", "workbench/vm-root", "VM's root file system", "vm-debian-12.sh", List.of());
            try (var source = builder.startHelper(root, images.minbase(progress), progress)) {
                source.cook(host.proxies());
                source.removeInputs();
                copyRoot(source, draft);
            }
            return Map.of();
        });
    }

    private ImageInfo fromCloudImage(CloudImages.CloudImage official, Progress progress) {
        return make(
                cloudImageRecipe(official),
                "cloud image sha512:" + official.sha512(),
                progress,
                draft -> Map.of("IMAGE_URL", official.url().toString(), "IMAGE_SHA512", official.sha512()));
    }

    /**
     * Makes the image, once.
     *
     * @param before brings what the script needs into the draft, and returns the script's environment
     */
    private ImageInfo make(
            Recipe recipe, String origin, Progress progress, Function<Draft, Map<String, String>> before) {
        return builder.once(recipe, () -> images.tools(progress), progress, draft -> {
            var environment = new HashMap<>(host.proxies());
            environment.putAll(before.apply(draft));
            draft.cook(environment);
            var packages = draft.run("sha256sum", "/image/packages").split(" ", 2)[0];
            var labels = BaseImages.labels(recipe);
            labels.put(LABEL_IDENTITY, NAME + " from " + origin + ", packages sha256:" + packages);
            return draft.keep(labels, Map.of());
        });
    }

    private Recipe recipe(String script, List<String> more) {
        var scripts = new ArrayList<>(List.of("vm-disk.sh", "vm-initrd.sh"));
        scripts.addAll(more);
        return images.recipe(KIND, REPOSITORY, "VM base " + NAME, script, scripts);
    }

    /** Streams the one's file system into the other, without a copy on any disk between them. */
    private static void copyRoot(Draft from, Draft to) {
        try (var in = new PipedInputStream(PIPE_BYTES);
                var out = new BufferedOutputStream(new PipedOutputStream(in), PIPE_BYTES)) {
            var reading = CompletableFuture.runAsync(
                    () -> {
                        try (out) {
                            from.writeRoot(out);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    task -> Thread.ofPlatform().daemon().start(task));
            to.unpack("/work/root", in);
            reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof WorkbenchException failure ? failure : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
