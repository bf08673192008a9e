package dev.workbench.base;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.ImageInfo;
import dev.workbench.progress.Progress;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The images that everything else starts from. Each is made on first use and found again by the key of its recipe, so
 * that a call costs one look at the engine once the image is there.
 */
public final class BaseImages {
    private static final String LIBRARY = "lib.sh";

    private final BuildHost host;
    private final ImageBuilder builder;
    private final MinBase minBase;

    public BaseImages(ContainerEngine engine, BuildHost host) {
        this.host = host;
        this.builder = new ImageBuilder(engine, Clock.systemUTC());
        this.minBase = new MinBase(engine, host);
    }

    /** The smallest Debian 12. */
    public ImageInfo minbase(Progress progress) {
        return minBase.get(progress);
    }

    /** {@code http_proxy} and its like, for what is built here; empty without a proxy. */
    public Map<String, String> proxies() {
        return host.proxies();
    }

    /** QEMU, Packer, nftables and what else runs beside environments. */
    public ImageInfo tools(Progress progress) {
        return make(recipe("tools", "workbench/tools", "tools image", "tools.sh", List.of()), Map.of(), progress);
    }

    /** Where main containers start: Python 3.11, the users and files that families expect, our Python modules. */
    public ImageInfo mainBase(Progress progress) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("LANG", "C.UTF-8");
        if (!host.authorities().isEmpty()) {
            environment.put("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt");
            environment.put("REQUESTS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt");
        }
        return make(mainBaseRecipe(), environment, progress);
    }

    /** The same, if it has been made. */
    public Optional<ImageInfo> readyMainBase() {
        return builder.find(mainBaseRecipe());
    }

    private Recipe mainBaseRecipe() {
        return recipe("main-base", "workbench/main-base", "main containers' base", "main-base.sh", List.of())
                .with(pythonRuntime());
    }

    /** What a container that stands in for a virtual machine starts from; admin user {@code admin}, no host keys. */
    public ImageInfo dockerVm(Progress progress) {
        return make(dockerVmRecipe(), Map.of("LANG", "C.UTF-8"), progress);
    }

    /** The same, if it has been made. */
    public Optional<ImageInfo> readyDockerVm() {
        return builder.find(dockerVmRecipe());
    }

    private Recipe dockerVmRecipe() {
        return recipe("docker-vm-base", "workbench/vm-debian-12", "stand-in VMs' base", "docker-vm.sh", List.of());
    }

    /** The virtual machine base {@code debian-12} for QEMU: the tools image with a disk, a kernel and a ramdisk. */
    public VmBase vmBase(CloudImages cloudImages, Progress progress) {
        return new VmBases(this, builder, host, cloudImages).get(progress);
    }

    /** The same, if it has been made. */
    public Optional<VmBase> readyVmBase(CloudImages cloudImages) {
        return new VmBases(this, builder, host, cloudImages).ready();
    }

    /** Removes what a killed workbench left behind of images in the making. */
    public void removeAbandonedDrafts() {
        builder.removeAbandoned();
    }

    /** The drafts of base images that killed workbenches left on this engine. */
    public List<ContainerInfo> abandonedDrafts() {
        return builder.abandoned();
    }

    private ImageInfo make(Recipe recipe, Map<String, String> environment, Progress progress) {
        return builder.once(recipe, () -> minbase(progress), progress, draft -> {
            draft.cook(host.proxies());
            return draft.keep(labels(recipe), environment);
        });
    }

    static Map<String, String> labels(Recipe recipe) {
        var labels = new HashMap<>(DraftLabels.OVERWRITTEN);
        labels.put(ImageBuilder.LABEL_KIND, recipe.kind());
        labels.put(ImageBuilder.LABEL_KEY, recipe.key());
        return labels;
    }

    private static Map<String, byte[]> pythonRuntime() {
        return Bundled.tree("/dev/workbench/python").entrySet().stream()
                .filter(file -> !file.getKey().contains("__pycache__"))
                .collect(Collectors.toMap(file -> "python/" + file.getKey(), Map.Entry::getValue));
    }

    /** A recipe with the shared library, the host's certificate authorities and its mirrors. */
    Recipe recipe(String kind, String repository, String title, String script, List<String> scripts) {
        var files = new TreeMap<String, byte[]>();
        files.put(script, Bundled.file(BaseImages.class, script));
        files.put(LIBRARY, Bundled.file(BaseImages.class, LIBRARY));
        scripts.forEach(name -> files.put(name, Bundled.file(BaseImages.class, name)));
        host.authorities().forEach((name, pem) -> files.put("ca/" + name, pem));
        if (!host.aptSources().isEmpty()) {
            files.put("sources.list", (String.join("\n", host.aptSources()) + "\n").getBytes(UTF_8));
        }
        return new Recipe(kind, repository, title, script, files);
    }
}
