package dev.workbench.vm;

import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keys for VMs, and connections to them: the one way in which use cases reach a guest. */
public interface VmAccess {
    /** Starts making an RSA-3072 admin key; PKCS#1 PEM, as {@code paramiko.RSAKey} reads it. */
    CompletableFuture<Key> newAdminKey(String comment);

    /** An Ed25519 key in OpenSSH format. */
    Key newHostKey(String comment);

    /**
     * Waits until the VM is ready to be used and returns the connection, as the admin user.
     *
     * @throws dev.workbench.error.WorkbenchException exit 4 or 5, naming the stage that was not reached, with the end of
     *     the console
     */
    Guest awaitReady(VmProvider provider, String vm, Account account, Duration limit, Progress progress);

    /** Connects to a VM that is ready. */
    Guest connect(VmProvider provider, String vm, Account account);

    /** Writes the files by which plain OpenSSH reaches a VM; the admin key is in its file already. */
    void writeOpenSshFiles(OpenSshFiles files, String alias, String address, Account account, List<String> proxy);

    /**
     * @param config an {@code ssh_config} for {@code ssh -F}
     * @param identity the file of the admin key
     */
    record OpenSshFiles(Path config, Path knownHosts, Path identity) {}

    /** @param publicLine one OpenSSH line */
    record Key(String privateText, String publicLine) {
        @Override
        public String toString() {
            return "Key[" + publicLine + "]"; // the private half stays out of any log
        }
    }

    /**
     * An account on a VM and the host key to expect there.
     *
     * @param privateKey PEM text
     * @param hostKey the pinned host key, one OpenSSH line
     */
    record Account(String user, String privateKey, String hostKey) {
        @Override
        public String toString() {
            return "Account[" + user + "]"; // the private key stays out of any log
        }
    }
}
