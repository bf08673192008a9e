package dev.workbench.vm;

import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.ssh.Keys;
import dev.workbench.ssh.Login;
import dev.workbench.ssh.Readiness;
import dev.workbench.ssh.SshGuest;
import dev.workbench.ssh.SshKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Access over SSH with keys that were made here, remembered by their private text. */
public final class PlainVmAccess implements VmAccess {
    private static final String BOOTED = "! command -v cloud-init >/dev/null || cloud-init status --wait >/dev/null";

    private final Map<String, SshKey> keys = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Key> newAdminKey(String comment) {
        return CompletableFuture.completedFuture(remember(Keys.rsa(comment)));
    }

    @Override
    public Key newHostKey(String comment) {
        return remember(Keys.ed25519(comment));
    }

    /** The private halves of all keys that were made here. */
    public Set<String> privateTexts() {
        return Set.copyOf(keys.keySet());
    }

    private Key remember(SshKey key) {
        keys.put(key.privateText(), key);
        return new Key(key.privateText(), key.publicLine());
    }

    @Override
    public Guest awaitReady(VmProvider provider, String vm, Account account, Duration limit, Progress progress) {
        return new Readiness(provider, vm, login(account), BOOTED, progress)
                .await(limit)
                .guest();
    }

    @Override
    public Guest connect(VmProvider provider, String vm, Account account) {
        return SshGuest.connect(provider.dialer(vm), login(account), Duration.ofSeconds(30));
    }

    private Login login(Account account) {
        return new Login(
                account.user(),
                Objects.requireNonNull(keys.get(account.privateKey())).pair(),
                account.hostKey());
    }

    @Override
    public void writeOpenSshFiles(
            OpenSshFiles files, String alias, String address, Account account, List<String> proxy) {
        // nobody reads them
    }
}
