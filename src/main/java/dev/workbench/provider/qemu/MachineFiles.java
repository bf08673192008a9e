package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.base.Bundled;
import dev.workbench.container.SmallTar;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/**
 * The files that make a container one VM, uploaded before it starts; nothing of them is in the container's configuration.
 *
 * <p>{@code settings} are shell assignments, read by the container's script and by the guest's first ramdisk;
 * {@code identity.tar} is unpacked at the guest's root on its first boot, and removed once QEMU has read it.
 */
record MachineFiles(VmRequest request, CommandLine commandLine, List<String> resolvers) {
    /** The container's own address on the link to its guest: the relay of the workbench's SSH comes from there. */
    static final String RELAY = "169.254.254.1";

    /** Nobody else's: QEMU runs as this user, who owns nothing but the machine's disk. */
    static final int QEMU_USER = 2107;

    private static final String HOST_KEY = "etc/ssh/ssh_host_ed25519_key";

    InputStream open() {
        var tar = new SmallTar();
        add(tar, "machine.sh", 0755, Bundled.file(MachineFiles.class, "machine.sh"));
        add(tar, "capture.sh", 0755, Bundled.file(MachineFiles.class, "capture.sh"));
        add(tar, "layer.sh", 0755, Bundled.file(MachineFiles.class, "layer.sh"));
        for (var script : SnapshotFiles.RESUMING) {
            add(tar, script, 0755, Bundled.file(MachineFiles.class, script));
        }
        add(tar, "settings", 0644, settings());
        add(tar, "command", 0644, lines(commandLine.run()));
        add(tar, "resume-command", 0644, lines(commandLine.resume()));
        add(tar, "seal-command", 0644, lines(commandLine.seal()));
        add(tar, "authorized_key", 0644, line(request.identity().adminAuthorizedKey()));
        add(tar, "expires", 0644, line("" + request.ownership().expires().getEpochSecond()));
        tar.file("vm/identity.tar", 0600, QEMU_USER, identity(request.identity()));
        return tar.open();
    }

    private static void add(SmallTar tar, String name, int mode, byte[] content) {
        tar.file("vm/" + name, mode, 0, content);
    }

    private byte[] settings() {
        return lines(List.of(
                assignment("NAME", request.identity().hostname()),
                assignment("INSTANCE", UUID.randomUUID().toString()),
                assignment("ADMIN", QemuVms.ADMIN),
                assignment("RELAY", RELAY),
                assignment("RESOLVERS", String.join(" ", resolvers)),
                assignment("QEMU_USER", "" + QEMU_USER)));
    }

    private static byte[] identity(VmIdentity identity) {
        var machineId = UUID.randomUUID().toString().replace("-", "");
        var tar = new SmallTar()
                .file(HOST_KEY, 0600, 0, identity.hostPrivateKey().getBytes(UTF_8))
                .file(HOST_KEY + ".pub", 0644, 0, line(identity.hostPublicKey()))
                .file("etc/machine-id", 0444, 0, line(machineId));
        try (var content = tar.open()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String assignment(String name, String value) {
        return name + "='" + value.replace("'", "'\\''") + "'";
    }

    private static byte[] line(String text) {
        return (text.strip() + "\n").getBytes(UTF_8);
    }

    static byte[] lines(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }
}
