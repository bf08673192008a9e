package dev.workbench.provider.qemu;

import dev.workbench.base.BaseImages;
import dev.workbench.base.CloudImages;
import dev.workbench.base.VmBase;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.Exec;
import dev.workbench.container.ExecDialer;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.provider.ContainerVms;
import dev.workbench.provider.ImageArchives;
import dev.workbench.remote.Dialer;
import dev.workbench.remote.Streams;
import dev.workbench.vm.Ability;
import dev.workbench.vm.ExpiryExtension;
import dev.workbench.vm.KnownBase;
import dev.workbench.vm.LocalSizing;
import dev.workbench.vm.Machine;
import dev.workbench.vm.StallReport;
import dev.workbench.vm.StartReport;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Real VMs: each is a QEMU process in a container on the environment's network.
 *
 * <p>The network namespace of such a container, for who filters its packets: {@code eth0} is the environment's network and
 * has no address of its own; {@code tap0} leads to the guest, which owns the address that the engine gave the container.
 * What the guest sends and gets is <em>forwarded</em> between the two. The container's own traffic is the relay of the
 * workbench's SSH alone: from {@code 169.254.254.1}, which is {@code tap0}'s address, to the guest's port 22, by the
 * <em>output</em> hook; its answers come in by the <em>input</em> hook.
 */
public final class QemuVms implements VmProvider, ExpiryExtension, KnownBase, StartReport, StallReport {
    static final String NAME = "qemu";
    static final String ADMIN = "admin";

    private static final int EXIT_EXPIRED = 75;
    private static final int EXIT_DAMAGED = 76;

    /** A resumed guest answers a little before the container has written how it started. */
    private static final String TELL_START =
            "n=0; until [ -s /vm/start ] || [ $n -ge 300 ]; do n=$((n + 1)); sleep 0.1; done; cat /vm/start";

    /** What QEMU says of a machine's disks. */
    private static final String DISKS =
            "printf '{\"execute\":\"qmp_capabilities\"}\\n{\"execute\":\"query-block\"}\\n' | socat -t 1 - UNIX-CONNECT:"
                    + CommandLine.DIRECTORY + "/run/monitor";

    private final ContainerEngine engine;
    private final BaseImages bases;
    private final CloudImages cloudImages;
    private final ContainerVms vms;
    private final ImageArchives archives;
    private final QemuImages disks;
    private final Snapshots snapshots;

    public QemuVms(ContainerEngine engine, BaseImages bases, CloudImages cloudImages) {
        this.engine = engine;
        this.bases = bases;
        this.cloudImages = cloudImages;
        this.vms = new ContainerVms(engine, NAME, QemuVms::ending);
        this.snapshots = new Snapshots(engine);
        this.disks = new QemuImages(engine, vms, snapshots);
        this.archives =
                new ImageArchives(engine, disks.labelledImages(), VmBase.LABELS, VmBase.REPOSITORY, VmBase::identityOf);
    }

    private static String ending(int exitCode) {
        return switch (exitCode) {
            case 0 -> "it switched itself off";
            case EXIT_EXPIRED -> "its time was up";
            case EXIT_DAMAGED ->
                "the disk of its image is damaged: its checksum is not what it was; the image goes with the VM, and the"
                        + " next command bakes it again";
            default -> "QEMU ended with exit code " + exitCode;
        };
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
        return switch (Accelerator.of(engine.info())) {
            case Accelerator.Kvm _ -> List.of();
            case Accelerator.Emulation(String reason) ->
                List.of("the aux VM is emulated, many times slower than with KVM: " + reason);
        };
    }

    @Override
    public String prepareBase(String base, Progress progress) {
        return bases.vmBase(cloudImages, progress).identity();
    }

    @Override
    public Optional<String> knownBase(String base) {
        return bases.readyVmBase(cloudImages).map(VmBase::identity);
    }

    @Override
    public void launch(VmRequest request, Progress progress) {
        var host = engine.info();
        var accelerator = Accelerator.of(host);
        var image = switch (request.source()) {
            case VmSource.Base _ -> bases.vmBase(cloudImages, progress).image().id();
            case VmSource.Baked(VmImage baked) -> baked.reference();
        };
        var commandLine = new CommandLine(accelerator, request.machine());
        var files = new MachineFiles(request, commandLine, Resolvers.of(Path.of("/")));
        var machine = new MachineContainer(commandLine, host.cpus());
        var start = isLayer(request.source()) ? image : resumable(image, commandLine, machine, progress);
        var container = engine.create(machine.on(start)
                .name(request.name())
                .labels(vms.labels(request.ownership()))
                .network(request.network().name())
                .sysctl("net.ipv4.ip_forward", "1")
                .sysctl("net.ipv4.conf.all.proxy_arp", "1")
                .command(CommandLine.DIRECTORY + "/machine.sh")
                .build());
        try {
            engine.upload(container, "/", files.open());
            engine.start(container);
        } catch (WorkbenchException e) {
            engine.remove(container);
            throw e.message().contains(MachineContainer.TUN)
                    ? WorkbenchException.notReady(
                                    "no_tun", "the engine's host has no " + MachineContainer.TUN + ", which VMs need")
                            .hint("load the kernel's tun module on that host: modprobe tun")
                            .causedBy(e)
                    : e;
        }
    }

    /** A layer is started from once, for the bake that goes on from it. */
    private boolean isLayer(VmSource source) {
        return source instanceof VmSource.Baked(VmImage baked)
                && disks.findLayer(baked.key())
                        .filter(layer -> layer.reference().equals(baked.reference()))
                        .isPresent();
    }

    /** The image's snapshot, which is made when there is none yet; the image itself when it has to be booted. */
    private String resumable(String image, CommandLine commandLine, MachineContainer machine, Progress progress) {
        var key = new SnapshotKey(image, commandLine, Path.of("/")).text();
        var draft = machine.on(image).network("none");
        return snapshots
                .find(key)
                .or(() -> snapshots.make(key, image, draft, new SnapshotFiles(commandLine), progress))
                .map(snapshot -> switch (snapshot) {
                    case Snapshots.Snapshot.Usable(String usable) -> usable;
                    case Snapshots.Snapshot.Unfit(String reason) -> {
                        progress.note("the VM boots, because it cannot be resumed from a snapshot: " + reason);
                        yield image;
                    }
                })
                .orElse(image);
    }

    @Override
    public Optional<String> started(String name) {
        var machine = engine.inspect(name);
        if (machine.isEmpty()
                || Snapshots.origin(machine.get()).equals(machine.get().image())) {
            return Optional.of("booted");
        }
        var said = vms.run(name, "it cannot be told how the VM started", "sh", "-c", TELL_START)
                .split("\n", 2);
        var reason = said.length == 2 ? said[1] : "";
        return Optional.of(
                switch (said[0]) {
                    case "resumed" -> "resumed from its image's snapshot";
                    case "damaged" -> {
                        snapshots.damaged(machine.get(), reason);
                        yield "booted, because its image's snapshot is damaged (" + reason
                                + "); that is set aside, and the next start makes another";
                    }
                    case "unfit" -> {
                        snapshots.unfit(machine.get(), reason);
                        yield "booted, because its image's snapshot cannot be resumed: " + reason;
                    }
                    default -> "booted, because its image's snapshot was not resumed in time: " + reason;
                });
    }

    @Override
    public VmState state(String name) {
        return vms.state(name);
    }

    /** QEMU pauses a machine whose disk it cannot write, until there is room. */
    @Override
    public Optional<String> stalled(String name) {
        var said = new ByteArrayOutputStream();
        engine.exec(name, Exec.of("sh", "-c", DISKS).as("0"), Streams.of(said, said));
        return said.toString(StandardCharsets.UTF_8).contains("\"nospace\"")
                ? Optional.of(
                        "the container engine's disk is full; make room: 'workbench vm images prune' shows what may go")
                : Optional.empty();
    }

    @Override
    public Dialer dialer(String name) {
        return () -> {
            var address = vms.address(name);
            if (address.isEmpty()) {
                throw new IOException("the VM " + name + " has no address");
            }
            return new ExecDialer(engine, name, address.get() + ":22").dial();
        };
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
        var write = "echo " + expires.getEpochSecond() + " >/vm/expires";
        vms.run(name, "the VM's expiry could not be moved", "sh", "-c", write);
    }

    @Override
    public void destroy(String name) {
        var damaged = damaged(name);
        vms.destroy(name);
        damaged.ifPresent(disks::discard);
    }

    @Override
    public void destroyAndVerify(String name) {
        var damaged = damaged(name);
        vms.destroyAndVerify(name);
        damaged.ifPresent(disks::discard);
    }

    /** The image of a VM that found its disk damaged. */
    private Optional<String> damaged(String name) {
        return engine.inspect(name)
                .filter(machine ->
                        machine.exitCode().filter(code -> code == EXIT_DAMAGED).isPresent())
                .map(Snapshots::origin);
    }

    @Override
    public List<String> list() {
        return vms.list();
    }

    @Override
    public List<Ability> abilities() {
        return List.of(this, disks, archives);
    }
}
