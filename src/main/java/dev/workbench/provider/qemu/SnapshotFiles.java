package dev.workbench.provider.qemu;

import dev.workbench.base.Bundled;
import dev.workbench.container.SmallTar;
import java.io.InputStream;
import java.util.List;

/**
 * The files with which a container makes the snapshot of an image's machine. The machine has a name and an address that
 * nobody uses, and keys that the container makes and forgets: nothing of any environment is ever in it.
 */
record SnapshotFiles(CommandLine commandLine) {
    /** Where a snapshot's image has the guest's memory. */
    static final String MEMORY = "/image/warm/memory.zst";

    /** What makes a snapshot, beside {@link #RESUMING}. */
    static final List<String> MAKING = List.of("snapshot.sh", "settle.sh");

    /** What makes a machine of a snapshot, or looks whether one can be made. */
    static final List<String> RESUMING = List.of("check.sh", "links.sh", "resume.sh", "become.sh");

    private static final List<String> SETTINGS = List.of(
            MachineFiles.assignment("NAME", "snapshot"),
            MachineFiles.assignment("INSTANCE", "snapshot"),
            MachineFiles.assignment("ADMIN", QemuVms.ADMIN),
            MachineFiles.assignment("RELAY", MachineFiles.RELAY),
            MachineFiles.assignment("RESOLVERS", ""),
            MachineFiles.assignment("ADDRESS", "169.254.254.2/32"),
            MachineFiles.assignment("GATEWAY", ""),
            MachineFiles.assignment("QEMU_USER", "" + MachineFiles.QEMU_USER));

    InputStream open() {
        var tar = new SmallTar();
        for (var scripts : List.of(MAKING, RESUMING)) {
            scripts.forEach(name -> add(tar, name, Bundled.file(SnapshotFiles.class, name)));
        }
        add(tar, "settings", MachineFiles.lines(SETTINGS));
        add(tar, "command", MachineFiles.lines(commandLine.run()));
        add(tar, "authorized_key", new byte[0]);
        return tar.open();
    }

    private static void add(SmallTar tar, String name, byte[] content) {
        tar.file(CommandLine.DIRECTORY.substring(1) + "/" + name, 0755, 0, content);
    }
}
