package dev.workbench.provider.docker;

import dev.workbench.container.SmallTar;
import dev.workbench.vm.VmRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the stand-in for a VM does instead of booting: takes its identity, starts sshd, and ends itself at its expiry.
 *
 * <p>The identity reaches it as files, before it starts; the command itself says nothing of any VM.
 */
final class BootScript {
    static final String HOST_KEY = "etc/ssh/ssh_host_ed25519_key";
    private static final String DIRECTORY = "run/workbench/";
    private static final String EXPIRES = DIRECTORY + "expires";
    private static final String ADMIN_KEY = DIRECTORY + "admin_key.pub";

    private BootScript() {}

    /** The main process. sshd is not it, so that restarting sshd does not end the machine. */
    static String text(String admin) {
        return """
                set -u
                trap 'exit 0' TERM INT
                install -d -m 0755 /run/sshd
                home=$(getent passwd %1$s | cut -d: -f6)
                install -d -m 0700 -o %1$s -g %1$s "$home/.ssh"
                keys=$home/.ssh/authorized_keys
                grep -q -x -F -f /%2$s "$keys" 2>/dev/null || cat /%2$s >>"$keys"
                chown %1$s:%1$s "$keys"
                chmod 0600 "$keys"
                [ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
                /usr/sbin/sshd -D -e &
                # A capture takes the expiry away; that must not end the machine in the middle of it.
                while now=$(date +%%s) && [ "$now" -lt "$(cat /%3$s 2>/dev/null || echo $((now + 60)))" ]; do
                  sleep 5 &
                  wait $!
                done
                echo 'expired'
                """.formatted(admin, ADMIN_KEY, EXPIRES);
    }

    /** The files that make one machine of it, to be unpacked at {@code /}. */
    static InputStream identity(VmRequest request) {
        var identity = request.identity();
        return new SmallTar()
                .file(HOST_KEY, 0600, 0, bytes(identity.hostPrivateKey()))
                .file(HOST_KEY + ".pub", 0644, 0, bytes(identity.hostPublicKey() + "\n"))
                .file(ADMIN_KEY, 0644, 0, bytes(identity.adminAuthorizedKey() + "\n"))
                .file(EXPIRES, 0644, 0, expiry(request.ownership().expires()))
                .open();
    }

    private static byte[] expiry(Instant at) {
        return bytes(at.getEpochSecond() + "\n");
    }

    /** Moves the expiry of a machine that runs. */
    static String extend(Instant expires) {
        return "echo %1$d >/%2$s.new && mv /%2$s.new /%2$s".formatted(expires.getEpochSecond(), EXPIRES);
    }

    /**
     * Takes away what makes one machine of it, while it still runs: host keys, machine id, the key that was let in, logs,
     * histories.
     */
    static String strip(String admin) {
        return """
                set -u
                home=$(getent passwd %1$s | cut -d: -f6)
                keys=$home/.ssh/authorized_keys
                if [ -f "$keys" ]; then
                  grep -v -x -F -f /%2$s "$keys" >"$keys.stripped"
                  cat "$keys.stripped" >"$keys"
                  rm -f "$keys.stripped"
                fi
                rm -f /etc/ssh/ssh_host_*
                : >/etc/machine-id
                rm -f "$home/.bash_history" /root/.bash_history
                find /var/log -type f -exec truncate -s 0 {} +
                rm -rf /%3$s /run/sshd
                """.formatted(admin, ADMIN_KEY, DIRECTORY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
