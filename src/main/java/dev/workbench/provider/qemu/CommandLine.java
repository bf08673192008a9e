package dev.workbench.provider.qemu;

import dev.workbench.vm.Machine;
import java.util.ArrayList;
import java.util.List;

/** QEMU's command lines, as words. */
record CommandLine(Accelerator accelerator, Machine machine) {
    /** Where things are in a VM's container. */
    static final String DIRECTORY = "/vm";

    private static final String RUN = DIRECTORY + "/run";
    private static final String KERNEL_OPTIONS =
            "root=/dev/vda rw net.ifnames=0 mitigations=off quiet cloud-init=disabled fsck.mode=skip";

    /** Runs the machine: network on {@code tap0}, console on standard output, monitor on a socket. */
    List<String> run() {
        var words = start(machine.cpus(), machine.ramGib() * 1024, "");
        words.addAll(List.of("-netdev", "tap,id=net,ifname=tap0,script=no,downscript=no"));
        words.addAll(List.of("-device", "virtio-net-pci,netdev=net,romfile="));
        words.addAll(List.of("-device", "virtio-serial-pci"));
        words.addAll(List.of("-chardev", "socket,id=agent,path=" + RUN + "/agent,server=on,wait=off"));
        words.addAll(List.of("-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0"));
        words.addAll(List.of("-qmp", "unix:" + RUN + "/monitor,server=on,wait=off"));
        words.addAll(file("identity", "/dev/fd/3"));
        words.addAll(Platform.of(machine.architecture()).devices());
        return List.copyOf(words);
    }

    /** Loads the machine from its image's snapshot, and leaves it paused. */
    List<String> resume() {
        var words = new ArrayList<>(run());
        words.addAll(List.of("-incoming", "exec:zstd -q -dc <" + SnapshotFiles.MEMORY));
        return List.copyOf(words);
    }

    /** Boots the machine's disk for a moment, without a network, to take its identity off it. */
    List<String> seal() {
        var words = start(1, 512, " workbench.seal");
        words.add("-no-reboot");
        return List.copyOf(words);
    }

    private List<String> start(int cpus, int ramMib, String kernelOption) {
        var platform = Platform.of(machine.architecture());
        var words = new ArrayList<String>();
        words.add(platform.program());
        words.addAll(
                switch (accelerator) {
                    case Accelerator.Kvm _ -> List.of("-machine", platform.machine() + ",accel=kvm", "-cpu", "host");
                    case Accelerator.Emulation _ ->
                        List.of(
                                "-machine", platform.machine(),
                                "-accel", "tcg,thread=multi,tb-size=256",
                                "-cpu", "max");
                });
        words.addAll(List.of("-smp", "" + cpus, "-m", "" + ramMib));
        words.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio"));
        words.addAll(List.of("-kernel", "/image/kernel", "-initrd", "/image/initrd"));
        words.addAll(List.of("-append", "console=" + platform.console() + " " + KERNEL_OPTIONS + kernelOption));
        // The disk dies with the container, so nothing is gained by waiting until it is safe from a power cut.
        words.addAll(List.of(
                "-drive", "if=none,id=disk,format=qcow2,cache=unsafe,discard=unmap,file=" + RUN + "/disk.qcow2"));
        words.addAll(List.of("-device", "virtio-blk-pci,drive=disk"));
        words.addAll(List.of("-device", "virtio-rng-pci"));
        words.addAll(file("settings", DIRECTORY + "/settings"));
        words.addAll(file("authorized_key", DIRECTORY + "/authorized_key"));
        return words;
    }

    /** A file that the guest's first ramdisk reads through QEMU's configuration device. */
    private static List<String> file(String name, String path) {
        return List.of("-fw_cfg", "name=opt/dev.workbench/" + name + ",file=" + path);
    }
}
