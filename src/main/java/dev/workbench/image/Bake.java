package dev.workbench.image;

import dev.workbench.container.NetworkInfo;
import dev.workbench.container.Networks;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.ledger.Resource;
import dev.workbench.ledger.Scope;
import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.StartReport;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.time.Duration;

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
        Progress progress) {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(10);
    private static final int CONSOLE_LINES = 30;

    VmImage run(ImageCapture capture) {
        try (var undo = new Undo()) {
            var network = createNetwork(undo);
            var admin = launch(undo, network);
            access.awaitReady(provider, vm().name(), admin, BOOT_LIMIT, progress)
                    .close();
            if (provider instanceof StartReport report) {
                report.started(vm().name()).ifPresent(how -> progress.note("the VM to bake on " + how));
            }
            provision(undo, network, admin);
            return capture(capture, admin);
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

    private VmAccess.Account launch(Undo undo, NetworkInfo network) {
        // Ed25519 for the admin too: Packer before 1.8 signs with RSA in a way that OpenSSH 9 refuses.
        var adminKey = access.newHostKey("bake");
        var hostKey = access.newHostKey("bake-host");
        var identity = new VmIdentity("bake", adminKey.publicLine(), hostKey.publicLine(), hostKey.privateText());
        var request = new VmRequest(
                vm().name(), new VmSource.Base(recipe.base()), recipe.machine(), identity, scope.owner(), network);
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

    private void provision(Undo undo, NetworkInfo network, VmAccess.Account admin) {
        var address = address();
        try (var phase = progress.phase("run the build steps")) {
            provisioner.provision(
                    new Provisioning(recipe.place(), recipe.steps(), recipe.sources(), network, address, admin, scope),
                    progress);
            phase.done();
        } catch (WorkbenchException e) {
            if (e.code().equals(Provisioner.STEP_FAILED) && keeps(e, address, admin)) {
                undo.forget();
            }
            throw e;
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
        throw WorkbenchException.provider("vm_broken", "the VM stopped right after it was ready")
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
