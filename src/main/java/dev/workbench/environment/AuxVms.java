package dev.workbench.environment;

import dev.workbench.container.NetworkInfo;
import dev.workbench.error.WorkbenchException;
import dev.workbench.home.EnvironmentFiles;
import dev.workbench.progress.Progress;
import dev.workbench.vm.Machine;
import dev.workbench.vm.StartReport;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Launches the aux VM of an environment, with an identity of its own, and waits until it can be used. */
final class AuxVms {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(5);

    private final VmAccess access;
    private final String launcher;
    private final Progress progress;

    AuxVms(VmAccess access, String launcher, Progress progress) {
        this.launcher = launcher;
        this.access = access;
        this.progress = progress;
    }

    /** The admin key, made while other things are under way: an RSA key takes its time. */
    CompletableFuture<VmAccess.Key> startKey(Environment environment) {
        return access.newAdminKey("workbench-" + environment.id());
    }

    /** Launches the VM; it is under way, not ready, when this returns. Its keys are on disk before it exists. */
    VmAccess.Account launch(
            Environment environment,
            VmProvider provider,
            VmSource source,
            Machine machine,
            NetworkInfo network,
            Optional<List<String>> outside,
            VmAccess.Key adminKey) {
        var scope = environment.scope();
        var vm = scope.vm(VmProviders.reference(provider), "vm");
        var hostKey = access.newHostKey(environment.id());
        var identity =
                new VmIdentity(environment.id(), adminKey.publicLine(), hostKey.publicLine(), hostKey.privateText());
        writePrivate(environment.files(), adminKey.privateText());
        scope.ledger().create(vm, () -> {
            provider.launch(
                    new VmRequest(vm.name(), source, machine, identity, scope.owner(), network, outside), progress);
            return vm;
        });
        return new VmAccess.Account(provider.adminUser(baseOf(source)), adminKey.privateText(), hostKey.publicLine());
    }

    /** Waits for the VM and returns it with the connection that the wait ended with. */
    AuxVm awaitReady(
            Environment environment, VmProvider provider, VmSource source, Machine machine, VmAccess.Account admin) {
        var name = environment.scope().name("vm");
        var guest = access.awaitReady(provider, name, admin, BOOT_LIMIT, progress);
        provider.ability(StartReport.class)
                .flatMap(report -> report.started(name))
                .ifPresent(how -> progress.note("the aux VM " + how));
        if (provider.state(name) instanceof VmState.Running(String address)) {
            var files = environment.files();
            access.writeOpenSshFiles(
                    new VmAccess.OpenSshFiles(files.sshConfig(), files.knownHosts(), files.adminKey()),
                    environment.id() + "-vm",
                    address,
                    admin,
                    List.of(launcher, "relay", environment.id()));
            return new AuxVm(provider, name, address, machine, source, admin, guest);
        }
        throw WorkbenchException.provider("vm_broken", "the aux VM stopped right after it was ready")
                .details(provider.console(name, 30));
    }

    static String baseOf(VmSource source) {
        return switch (source) {
            case VmSource.Base(String base) -> base;
            case VmSource.Baked(var image) -> image.base();
        };
    }

    static void writePrivate(EnvironmentFiles files, String pem) {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path file = files.adminKey();
        try (var channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            channel.write(StandardCharsets.US_ASCII.encode(pem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
