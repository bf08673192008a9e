package dev.workbench.vm;

import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Access to VMs that are ready at once; nothing can be done with their guests but to close them. */
public final class FakeVmAccess implements VmAccess {
    private int keys;

    @Override
    public CompletableFuture<Key> newAdminKey(String comment) {
        return CompletableFuture.completedFuture(newHostKey(comment));
    }

    @Override
    public Key newHostKey(String comment) {
        keys++;
        return new Key("private " + keys, "ssh-ed25519 public" + keys);
    }

    @Override
    public Guest awaitReady(VmProvider provider, String vm, Account account, Duration limit, Progress progress) {
        return connect(provider, vm, account);
    }

    @Override
    public Guest connect(VmProvider provider, String vm, Account account) {
        return (Guest) Proxy.newProxyInstance(
                Guest.class.getClassLoader(), new Class<?>[] {Guest.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw new AssertionError("not expected: " + method);
                });
    }

    @Override
    public void writeOpenSshFiles(
            OpenSshFiles files, String alias, String address, Account account, List<String> proxy) {
        // nobody reads them
    }
}
