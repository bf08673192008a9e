package dev.workbench;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.base.CloudImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.EngineInfo;
import dev.workbench.engine.DockerEngine;
import dev.workbench.family.Architecture;
import dev.workbench.home.Home;
import dev.workbench.image.BakeLock;
import dev.workbench.image.Baker;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Misses;
import dev.workbench.packer.Packer;
import dev.workbench.progress.Progress;
import dev.workbench.provider.docker.DockerVms;
import dev.workbench.provider.ec2.Ec2Vms;
import dev.workbench.provider.ec2.Options;
import dev.workbench.provider.qemu.Accelerator;
import dev.workbench.provider.qemu.QemuVms;
import dev.workbench.run.Workbench;
import dev.workbench.settings.Setting;
import dev.workbench.settings.Settings;
import dev.workbench.ssh.SshAccess;
import dev.workbench.vm.PinnedBases;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The real adapters, each made when it is first asked for. */
final class Adapters implements Workbench.Parts {
    /** Waits for a machine that boots with systemd; one without (a container that stands in) is up when it answers. */
    private static final String BOOT_FINISHED =
            "[ ! -d /run/systemd/system ] || systemctl is-system-running --wait >/dev/null 2>&1; true";

    private final LazyPart<ContainerEngine> engine;
    private final LazyPart<BaseImages> bases;
    private final LazyPart<VmProviders> providers;
    private final LazyPart<VmAccess> access;
    private final LazyPart<Baker> baker;
    private final LazyPart<VmProvider> ec2;

    Adapters(Home home, Path directory, Map<String, String> variables, Progress progress) {
        engine = new LazyPart<>(() -> DockerEngine.connect(variables, progress));
        bases = new LazyPart<>(() -> new BaseImages(engine(), BuildHost.local(variables)));
        ec2 = new LazyPart<>(() -> new Ec2Vms(home, ec2Options(Settings.load(home, directory, variables), directory)));
        providers = new LazyPart<>(() -> new VmProviders(
                List.of(
                        new QemuVms(engine(), bases(), CloudImages.NONE),
                        new DockerVms(engine(), bases()::dockerVm, bases()::readyDockerVm)),
                Map.of(Ec2Vms.NAME, ec2::get)));
        access = new LazyPart<>(() -> new SshAccess(BOOT_FINISHED));
        baker = new LazyPart<>(() -> new Baker(
                engine(),
                access(),
                new Packer(engine(), bases()::tools),
                new BakeLock(home.cache().resolve("bakes")),
                new Misses(new ImageRecords(home.vmImages())),
                bases().proxies()));
    }

    private static Options ec2Options(Settings settings, Path directory) {
        var value = settings.chosen(Setting.EC2_ADDRESS).orElse(Setting.EC2_ADDRESS.preset());
        return new Options(
                settings.chosen(Setting.EC2_SUBNET),
                settings.chosen(Setting.EC2_SECURITY_GROUP),
                settings.chosen(Setting.EC2_INGRESS),
                Options.Address.valueOf(value.toUpperCase(Locale.ROOT)),
                Options.DEFAULT.rootGib(),
                Settings.nearest(directory, PinnedBases.FILE));
    }

    @Override
    public ContainerEngine engine() {
        return engine.get();
    }

    @Override
    public BaseImages bases() {
        return bases.get();
    }

    @Override
    public VmProviders providers() {
        return providers.get();
    }

    @Override
    public VmAccess access() {
        return access.get();
    }

    @Override
    public Baker baker() {
        return baker.get();
    }

    @Override
    public Optional<String> whyEmulated(Optional<EngineInfo> engine) {
        var accelerator = engine.map(Accelerator::of)
                .orElseGet(() -> Accelerator.of(Path.of("/"), hostArchitecture().word()));
        return switch (accelerator) {
            case Accelerator.Kvm kvm -> Optional.empty();
            case Accelerator.Emulation(var reason) -> Optional.of(reason);
        };
    }

    private static Architecture hostArchitecture() {
        return System.getProperty("os.arch").equals("aarch64") ? Architecture.ARM64 : Architecture.X64;
    }
}
