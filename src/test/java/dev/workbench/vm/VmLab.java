package dev.workbench.vm;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.NetworkInfo;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A network and the keys for the VMs of one test, all of which are gone when it is closed. */
public final class VmLab implements AutoCloseable {
    public static final Duration BOOT_LIMIT = Duration.ofMinutes(4);

    private final ContainerEngine engine;
    private final VmProvider provider;
    private final String id = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final VmAccess access = new PlainVmAccess();
    private final Ownership ownership =
            new Ownership(id, "tester@localhost", "0-test", Instant.now().plus(Duration.ofHours(1)));
    private final NetworkInfo network;

    public VmLab(ContainerEngine engine, VmProvider provider) {
        this.engine = engine;
        this.provider = provider;
        this.network = engine.createNetwork("wb-" + id + "-net", true, ownership.labels("net"));
    }

    /** A VM that was launched here, with everything that its maker knows of it. */
    public record Launched(String name, VmIdentity identity, VmAccess.Account admin) {}

    public String id() {
        return id;
    }

    public Ownership ownership() {
        return ownership;
    }

    public NetworkInfo network() {
        return network;
    }

    public VmAccess access() {
        return access;
    }

    public Launched launch(String role, VmSource source, Machine machine) {
        return launch(role, source, machine, ownership);
    }

    public Launched launch(String role, VmSource source, Machine machine, Ownership owner) {
        var adminKey = access.newAdminKey(role).join();
        var hostKey = access.newHostKey(role);
        var hostname = id + "-" + role;
        var identity = new VmIdentity(hostname, adminKey.publicLine(), hostKey.publicLine(), hostKey.privateText());
        var name = "wb-" + id + "-" + role;
        provider.launch(new VmRequest(name, source, machine, identity, owner, network), Progress.SILENT);
        var user = provider.adminUser(
                switch (source) {
                    case VmSource.Base(String base) -> base;
                    case VmSource.Baked(VmImage image) -> image.base();
                });
        return new Launched(name, identity, new VmAccess.Account(user, adminKey.privateText(), hostKey.publicLine()));
    }

    /** An expiry as environments have it: in whole seconds, which is what the machines count. */
    public static Instant inSeconds(int seconds) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
    }

    public Guest awaitReady(Launched vm) {
        return access.awaitReady(provider, vm.name(), vm.admin(), BOOT_LIMIT, Progress.SILENT);
    }

    @Override
    public void close() {
        provider.list().stream().filter(name -> name.contains(id)).forEach(provider::destroyAndVerify);
        engine.removeNetwork(network.name());
    }
}
