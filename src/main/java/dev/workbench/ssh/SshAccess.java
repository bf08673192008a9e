package dev.workbench.ssh;

import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Access to VMs over SSH, with keys made on this machine. */
public final class SshAccess implements VmAccess {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    /** The Ed25519 keys that this process made: they are used while it lives and never read back. */
    private final Map<String, KeyPair> made = new ConcurrentHashMap<>();

    /** True when boot has finished; every provider's machines have this file or need none of the waiting. */
    private final String bootCheck;

    /** @param bootCheck a shell command that succeeds once the machine has finished to boot */
    public SshAccess(String bootCheck) {
        this.bootCheck = bootCheck;
    }

    @Override
    public CompletableFuture<Key> newAdminKey(String comment) {
        return Keys.startRsa(comment).thenApply(SshAccess::key);
    }

    @Override
    public Key newHostKey(String comment) {
        var key = Keys.ed25519(comment);
        made.put(key.privateText(), key.pair());
        return key(key);
    }

    @Override
    public Guest awaitReady(VmProvider provider, String vm, Account account, Duration limit, Progress progress) {
        return new Readiness(provider, vm, login(account), bootCheck, progress)
                .await(limit)
                .guest();
    }

    @Override
    public Guest connect(VmProvider provider, String vm, Account account) {
        return SshGuest.connect(provider.dialer(vm), login(account), CONNECT_LIMIT);
    }

    @Override
    public void writeOpenSshFiles(
            OpenSshFiles files, String alias, String address, Account account, List<String> proxy) {
        try {
            KnownHosts.write(files.knownHosts(), List.of(alias, address), account.hostKey());
            new SshConfig(List.of(alias), address, account.user(), files.identity(), files.knownHosts(), alias, proxy)
                    .write(files.config());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Key key(SshKey key) {
        return new Key(key.privateText(), key.publicLine());
    }

    private Login login(Account account) {
        var text = account.privateKey();
        var pair = made.containsKey(text) ? made.get(text) : Keys.parseRsa(text).pair();
        return new Login(account.user(), pair, account.hostKey());
    }
}
