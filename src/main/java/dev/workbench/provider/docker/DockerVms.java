package dev.workbench.provider.docker;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.ExecDialer;
import dev.workbench.container.ImageInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import dev.workbench.remote.Streams;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.LocalSizing;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Containers that stand in for VMs: up in a second, with what a container cannot do left out. */
public final class DockerVms implements VmProvider, ImageCapture {
    static final String NAME = "docker";
    private static final String LABEL_PROVIDER = "dev.workbench.provider";
    private static final String LABEL_KEY = "dev.workbench.key";
    private static final String ADMIN = "admin";
    private static final String SSH = "127.0.0.1:22";
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final Duration GONE_LIMIT = Duration.ofSeconds(20);

    private final ContainerEngine engine;
    private final Function<Progress, ImageInfo> baseImage;
    private final DockerImages images;

    /** {@code baseImage} makes the image ready that stands in for {@code debian-12}. */
    public DockerVms(ContainerEngine engine, Function<Progress, ImageInfo> baseImage) {
        this.engine = engine;
        this.baseImage = baseImage;
        this.images = new DockerImages(engine);
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
        var image = baseImage.apply(progress);
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

    private static ContainerSpec spec(VmRequest request, String image) {
        return ContainerSpec.of(image)
                .name(request.name())
                .labels(request.ownership().labels("vm"))
                .labels(Map.of(LABEL_PROVIDER, NAME))
                .network(request.network().name())
                .hostname(request.identity().hostname())
                .cpus(request.machine().cpus())
                .memory((long) request.machine().ramGib() << 30)
                .user("root")
                .init()
                .command("/bin/sh", "-c", BootScript.text(ADMIN))
                .build();
    }

    @Override
    public VmState state(String name) {
        return engine.inspect(name).map(DockerVms::state).orElseGet(VmState.Gone::new);
    }

    private static VmState state(ContainerInfo container) {
        if (container.running()) {
            return container.addresses().values().stream()
                    .filter(address -> !address.isEmpty())
                    .findFirst()
                    .<VmState>map(VmState.Running::new)
                    .orElseGet(VmState.Starting::new);
        }
        if (container.outOfMemory()) {
            return new VmState.Broken("it ran out of memory");
        }
        return container
                .exitCode()
                .<VmState>map(code -> new VmState.Broken(
                        code == 0 ? "it has ended, as it does at its expiry" : "its main process ended with " + code))
                .orElseGet(() -> new VmState.Broken("it was created but never started"));
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
        return engine.inspect(name).isPresent() ? engine.logs(name, lines) : "";
    }

    @Override
    public void destroy(String name) {
        engine.remove(name);
    }

    @Override
    public void destroyAndVerify(String name) {
        var deadline = System.nanoTime() + GONE_LIMIT.toNanos();
        engine.remove(name);
        while (engine.inspect(name).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw WorkbenchException.of(
                                ExitCode.LEFT_BEHIND,
                                "vm_left_behind",
                                "the container of VM " + name + " does not go away")
                        .hint("try: docker rm --force --volumes " + name);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        }
    }

    @Override
    public List<String> list() {
        return engine.containers(Map.of(LABEL_PROVIDER, NAME)).stream()
                .filter(container -> container.labels().containsKey(Ownership.LABEL_ENVIRONMENT))
                .map(ContainerInfo::name)
                .toList();
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
    public VmImage capture(String name, ImageRecipe recipe, Progress progress) {
        var output = new ByteArrayOutputStream();
        var strip = Exec.of("/bin/sh", "-c", BootScript.strip(ADMIN)).as("root");
        var status = engine.exec(name, strip, Streams.of(output, output));
        if (status != 0) {
            throw WorkbenchException.provider("capture_failed", "cannot strip the VM's identity before the capture")
                    .details(output.toString(StandardCharsets.UTF_8).strip());
        }
        engine.stop(name, STOP_GRACE);
        return images.find(recipe.key()).orElseGet(() -> images.commit(name, recipe));
    }

    @Override
    public void removeImage(VmImage image) {
        images.remove(image);
    }
}
