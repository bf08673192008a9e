package dev.workbench.provider.docker;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.ExecDialer;
import dev.workbench.container.ImageInfo;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.provider.ContainerVms;
import dev.workbench.provider.ImageArchives;
import dev.workbench.remote.Dialer;
import dev.workbench.vm.Ability;
import dev.workbench.vm.ExpiryExtension;
import dev.workbench.vm.KnownBase;
import dev.workbench.vm.LocalSizing;
import dev.workbench.vm.Machine;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Containers that stand in for VMs: up in a second, with what a container cannot do left out. */
public final class DockerVms implements VmProvider, ExpiryExtension, KnownBase {
    static final String NAME = "docker";
    private static final String LABEL_KEY = "dev.workbench.key";
    static final String ADMIN = "admin";
    private static final String SSH = "127.0.0.1:22";

    private final ContainerEngine engine;
    private final Function<Progress, ImageInfo> baseImage;
    private final Supplier<Optional<ImageInfo>> readyBase;
    private final ContainerVms vms;
    private final DockerImages images;
    private final ImageArchives archives;

    /** {@code baseImage} makes the image ready that stands in for {@code debian-12}. */
    public DockerVms(ContainerEngine engine, Function<Progress, ImageInfo> baseImage) {
        this(engine, baseImage, Optional::empty);
    }

    /** {@code readyBase} gives the same image if it is there. */
    public DockerVms(
            ContainerEngine engine, Function<Progress, ImageInfo> baseImage, Supplier<Optional<ImageInfo>> readyBase) {
        this.engine = engine;
        this.baseImage = baseImage;
        this.readyBase = readyBase;
        this.vms = new ContainerVms(engine, NAME, DockerVms::ending);
        this.images = new DockerImages(engine, vms);
        this.archives = new ImageArchives(
                engine,
                images.labelledImages(),
                Map.of("dev.workbench.kind", "docker-vm-base"),
                "workbench/vm-debian-12",
                image -> identity(VmSpec.DEFAULT_BASE_IMAGE, image));
    }

    private static String ending(int exitCode) {
        return exitCode == 0 ? "its time was up" : "its main process ended with exit code " + exitCode;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String adminUser(String base) {
        return ADMIN;
    }

    @Override
    public Machine choose(VmSpec spec) {
        return new LocalSizing(NAME, engine.info()).choose(spec);
    }

    @Override
    public List<String> caveats() {
        return List.of(
                "the aux VM is a container, not a VM: it shares this host's kernel, and whoever breaks out of it is on"
                        + " this host",
                "there is no systemd in it: `systemctl` does nothing, services have to be started as plain programs",
                "no kernel modules, sysctls, mounts, nested containers or KVM in it, and it cannot be rebooted");
    }

    @Override
    public String prepareBase(String base, Progress progress) {
        return identity(base, baseImage.apply(progress));
    }

    @Override
    public Optional<String> knownBase(String base) {
        return readyBase.get().map(image -> identity(base, image));
    }

    private static String identity(String base, ImageInfo image) {
        return base + " " + image.labels().getOrDefault(LABEL_KEY, image.id());
    }

    @Override
    public void launch(VmRequest request, Progress progress) {
        var container = engine.create(spec(request, image(request.source(), progress)));
        engine.upload(container, "/", BootScript.identity(request));
        engine.start(container);
    }

    private String image(VmSource source, Progress progress) {
        return switch (source) {
            case VmSource.Base base -> baseImage.apply(progress).id();
            case VmSource.Baked(VmImage image) -> image.reference();
        };
    }

    private ContainerSpec spec(VmRequest request, String image) {
        return ContainerSpec.of(image)
                .name(request.name())
                .labels(vms.labels(request.ownership()))
                .network(request.network().name())
                .hostname(request.identity().hostname())
                .cpus(request.machine().cpus())
                .memory((long) request.machine().ramGib() << 30)
                .user("root")
                .command("/bin/sh", "-c", BootScript.text(ADMIN))
                .build();
    }

    @Override
    public VmState state(String name) {
        return vms.state(name);
    }

    @Override
    public Dialer dialer(String name) {
        return new ExecDialer(engine, name, SSH);
    }

    @Override
    public Optional<String> networkContainer(String name) {
        return Optional.of(name);
    }

    @Override
    public String console(String name, int lines) {
        return vms.console(name, lines);
    }

    @Override
    public void extend(String name, Instant expires) {
        vms.run(name, "the VM's expiry cannot be moved", "sh", "-c", BootScript.extend(expires));
    }

    @Override
    public void destroy(String name) {
        vms.destroy(name);
    }

    @Override
    public void destroyAndVerify(String name) {
        vms.destroyAndVerify(name);
    }

    @Override
    public List<String> list() {
        return vms.list();
    }

    @Override
    public List<Ability> abilities() {
        return List.of(this, images, archives);
    }
}
