package dev.workbench.image;

import dev.workbench.container.NetworkInfo;
import dev.workbench.container.Networks;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.ledger.Resource;
import dev.workbench.ledger.Scope;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.StallReport;
import dev.workbench.vm.StartReport;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One bake: a VM on a network of its own, the build steps, the capture; then all but the image is gone.
 *
 * @param place what the provider is found by in the ledger
 */
record Bake(
        Networks networks,
        VmAccess access,
        Provisioner provisioner,
        Recipe recipe,
        KeyListing listing,
        VmProvider provider,
        String place,
        Scope scope,
        BakeFailures failures,
        GuestProxies proxies,
        Progress progress) {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(10);
    private static final int CONSOLE_LINES = 30;
    private static final Duration KEYS_LIMIT = Duration.ofMinutes(1);
    private static final int OUTPUT_BYTES = 4096;
    private static final String KEY_COMMENT = "workbench-bake";
    private static final String VM_BROKEN = "vm_broken";

    VmImage run(ImageCapture capture) {
        var layers = Layers.of(recipe, listing, provider);
        var start = layers.start(capture);
        if (start.steps() > 0) {
            progress.note("going on from the disk that has build step " + start.steps() + " of "
                    + recipe.steps().size() + " already");
        }
        try (var undo = new Undo()) {
            var network = createNetwork(undo);
            var key = access.newHostKey(KEY_COMMENT);
            var admin = launch(undo, network, key, start.source());
            try (var guest = access.awaitReady(provider, vm().name(), admin, BOOT_LIMIT, progress)) {
                if (start.steps() > 0) {
                    forgetEarlierKeys(guest, key);
                }
                proxies.tell(guest);
            }
            provider.ability(StartReport.class)
                    .flatMap(report -> report.started(vm().name()))
                    .ifPresent(how -> progress.note("the VM to bake on " + how));
            provision(undo, network, admin, start.steps(), layers);
            forgetProxies(admin);
            return capture(capture, admin);
        }
    }

    /** A layer still lets in the key of the bake that it was kept by, and lets sudo keep the names of its proxies. */
    private static void forgetEarlierKeys(Guest guest, VmAccess.Key own) {
        var done = guest.run(
                """
                set -e
                cd .ssh
                { grep -v ' %1$s$' authorized_keys || :; echo '%2$s'; } >authorized_keys.new
                cat authorized_keys.new >authorized_keys
                rm authorized_keys.new
                sudo -n rm -f %3$s
                """.formatted(KEY_COMMENT, own.publicLine().strip(), GuestProxies.SUDOERS), KEYS_LIMIT, OUTPUT_BYTES);
        if (done.status() != 0) {
            throw WorkbenchException.provider(VM_BROKEN, "the keys of an earlier bake cannot be taken off the VM")
                    .details(done.stderr());
        }
    }

    private void forgetProxies(VmAccess.Account admin) {
        if (!proxies.isEmpty()) {
            try (var guest = access.connect(provider, vm().name(), admin)) {
                proxies.forget(guest);
            }
        }
    }

    private Resource vm() {
        return scope.vm(place, "bake");
    }

    private NetworkInfo createNetwork(Undo undo) {
        var resource = scope.network("bake-net");
        undo.later(() -> scope.ledger().delete(resource, () -> networks.removeNetwork(resource.name())));
        var labels = scope.owner().labels("bake-net");
        return scope.ledger().create(resource, () -> networks.createNetwork(resource.name(), false, labels));
    }

    /** The admin's key is Ed25519 too: Packer before 1.8 signs with RSA in a way that OpenSSH 9 refuses. */
    private VmAccess.Account launch(Undo undo, NetworkInfo network, VmAccess.Key adminKey, VmSource source) {
        var hostKey = access.newHostKey("bake-host");
        var identity = new VmIdentity("bake", adminKey.publicLine(), hostKey.publicLine(), hostKey.privateText());
        var request = new VmRequest(vm().name(), source, recipe.machine(), identity, scope.owner(), network);
        undo.later(() -> scope.ledger().delete(vm(), () -> provider.destroyAndVerify(vm().name())));
        try (var phase = progress.phase("start the VM to bake on")) {
            scope.ledger().create(vm(), () -> {
                provider.launch(request, progress);
                return vm();
            });
            phase.done();
        }
        return new VmAccess.Account(provider.adminUser(recipe.base()), adminKey.privateText(), hostKey.publicLine());
    }

    private void provision(Undo undo, NetworkInfo network, VmAccess.Account admin, int done, Layers layers) {
        var address = address();
        try (var phase = progress.phase("run the build steps")) {
            provisioner.provision(
                    new Provisioning(
                            recipe.place(), recipe.steps(), done, recipe.sources(), network, address, admin, scope),
                    // What keeps a disk from being kept may have stopped the machine, which no step would notice soon.
                    step -> layers.keep(vm().name(), step, progress).ifPresent(this::checkMachine),
                    progress);
            phase.done();
        } catch (WorkbenchException e) {
            if ((e.exit() == ExitCode.VERDICT || e.exit() == ExitCode.PROVIDER)
                    && !e.code().equals(VM_BROKEN)) {
                checkMachine(e);
            }
            if (e.code().equals(Provisioner.STEP_FAILED) && keeps(e, address, admin)) {
                undo.forget();
            }
            throw e;
        }
    }

    /** A step that fails because its machine is gone has not failed itself. */
    private void checkMachine(WorkbenchException failure) {
        var reason = switch (provider.state(vm().name())) {
            case VmState.Broken(String how) -> how;
            case VmState.Gone() -> "somebody removed it";
            case VmState.Running _, VmState.Starting _ ->
                provider.ability(StallReport.class)
                        .flatMap(report -> report.stalled(vm().name()))
                        .orElse("");
        };
        if (!reason.isEmpty()) {
            throw WorkbenchException.provider(VM_BROKEN, "the VM stopped while the build steps ran: " + reason)
                    .at(recipe.place())
                    .details(Stream.of(
                                    Optional.of(failure.message()),
                                    failure.details(),
                                    Optional.of(provider.console(vm().name(), CONSOLE_LINES)))
                            .flatMap(Optional::stream)
                            .filter(text -> !text.isBlank())
                            .collect(Collectors.joining("\n")))
                    .hint("run the same command again: it goes on after the last step that was done")
                    .causedBy(failure);
        }
    }

    private boolean keeps(WorkbenchException failure, String address, VmAccess.Account admin) {
        var failed = new FailedBake(
                failure, listing.key(), recipe.base(), recipe.machine(), provider, vm().name(), address, admin);
        return failures.failed(failed) == BakeFailures.Then.KEEP;
    }

    private String address() {
        if (provider.state(vm().name()) instanceof VmState.Running(String address)) {
            return address;
        }
        throw WorkbenchException.provider(VM_BROKEN, "the VM stopped right after it was ready")
                .details(provider.console(vm().name(), CONSOLE_LINES));
    }

    private VmImage capture(ImageCapture capture, VmAccess.Account admin) {
        try (var phase = progress.phase("capture the disk")) {
            var image = capture.capture(
                    vm().name(),
                    () -> access.connect(provider, vm().name(), admin),
                    new ImageCapture.ImageRecipe(
                            listing.key(),
                            recipe.base(),
                            recipe.machine(),
                            recipe.family(),
                            recipe.task(),
                            listing.text()),
                    progress);
            phase.done();
            return image;
        }
    }
}
