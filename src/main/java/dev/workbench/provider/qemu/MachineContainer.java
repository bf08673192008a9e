package dev.workbench.provider.qemu;

import dev.workbench.container.ContainerSpec;

/** The container that a machine runs in: what it may use of the host. */
record MachineContainer(CommandLine commandLine, int hostCpus) {
    static final String TUN = "/dev/net/tun";

    /** What QEMU needs beside the guest's memory: its own code, and that which it translates. */
    private static final long OVERHEAD_BYTES = 768L << 20;

    private static final double OVERHEAD_CPUS = 0.5;

    /** A container of an image, still without what makes it one of several. */
    ContainerSpec.Builder on(String image) {
        var machine = commandLine.machine();
        var spec = ContainerSpec.of(image)
                .cpus(Math.min(hostCpus, machine.cpus() + OVERHEAD_CPUS)) // more than there are is refused
                .memory(((long) machine.ramGib() << 30) + OVERHEAD_BYTES)
                .capability("NET_ADMIN")
                .device(TUN)
                .user("0");
        if (commandLine.accelerator() instanceof Accelerator.Kvm) {
            spec.device(Accelerator.DEVICE);
        }
        return spec;
    }
}
