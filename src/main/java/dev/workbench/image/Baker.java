package dev.workbench.image;

import dev.workbench.container.NetworkInfo;
import dev.workbench.container.Networks;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.time.Duration;

/** Turns a recipe into the disk to start from: the base image, a cached image, or one that it bakes now. */
public final class Baker {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(10);

    private final Networks networks;
    private final VmAccess access;
    private final Provisioner provisioner;
    private final BakeLock lock;

    public Baker(Networks networks, VmAccess access, Provisioner provisioner, BakeLock lock) {
        this.networks = networks;
        this.access = access;
        this.provisioner = provisioner;
        this.lock = lock;
    }

    /**
     * The disk for a recipe. What a bake creates is gone when this returns or throws; only the image stays.
     *
     * @param ownership whom the bake's resources belong to; its environment's id is part of their names
     */
    public ImageChoice prepare(
            Recipe recipe, VmProvider provider, Ownership ownership, Intents intents, Progress progress) {
        var listing = ImageKey.listing(provider.name(), provider.prepareBase(recipe.base(), progress), recipe);
        if (recipe.steps().isEmpty()) {
            return new ImageChoice(new VmSource.Base(recipe.base()), listing.key(), ImageChoice.Cache.BASE);
        }
        if (!(provider instanceof ImageCapture capture)) {
            throw WorkbenchException.provider(
                    "cannot_bake", "the provider '" + provider.name() + "' cannot run build steps");
        }
        var cached = capture.find(listing.key());
        if (cached.isPresent()) {
            return choice(cached.get(), ImageChoice.Cache.HIT);
        }
        try (var held = lock.take(listing.key(), progress)) {
            var meanwhile = held.waited() ? capture.find(listing.key()) : cached;
            return meanwhile.isPresent()
                    ? choice(meanwhile.get(), ImageChoice.Cache.HIT)
                    : choice(
                            new Bake(recipe, listing, provider, ownership, intents, progress).run(capture),
                            ImageChoice.Cache.MISS);
        }
    }

    private static ImageChoice choice(VmImage image, ImageChoice.Cache cache) {
        return new ImageChoice(new VmSource.Baked(image), image.key(), cache);
    }

    /** One bake, with all that it needs. */
    private final class Bake {
        private final Recipe recipe;
        private final KeyListing listing;
        private final VmProvider provider;
        private final Ownership ownership;
        private final Intents intents;
        private final Progress progress;
        private final String name;

        private Bake(
                Recipe recipe,
                KeyListing listing,
                VmProvider provider,
                Ownership ownership,
                Intents intents,
                Progress progress) {
            this.recipe = recipe;
            this.listing = listing;
            this.provider = provider;
            this.ownership = ownership;
            this.intents = intents;
            this.progress = progress;
            this.name = "wb-" + ownership.environment() + "-bake";
        }

        private VmImage run(ImageCapture capture) {
            var networkName = name + "-net";
            try (var undo = new Undo()) {
                undo.later(() -> intents.delete("network", networkName, () -> networks.removeNetwork(networkName)));
                var network = intents.create(
                        "network",
                        networkName,
                        () -> networks.createNetwork(networkName, false, ownership.labels("bake")));
                var kind = "vm:" + provider.name();
                undo.later(() -> intents.delete(kind, name, () -> provider.destroyAndVerify(name)));
                var admin = launch(kind, network);
                awaitReady(admin);
                provision(network, admin);
                return capture(capture);
            }
        }

        private VmAccess.Account launch(String kind, NetworkInfo network) {
            var adminKey = access.newHostKey("bake");
            var hostKey = access.newHostKey("bake-host");
            var identity = new VmIdentity("bake", adminKey.publicLine(), hostKey.publicLine(), hostKey.privateText());
            var request = new VmRequest(
                    name, new VmSource.Base(recipe.base()), recipe.machine(), identity, ownership, network);
            try (var phase = progress.phase("start the VM to bake on")) {
                intents.create(kind, name, () -> {
                    provider.launch(request, progress);
                    return name;
                });
                phase.done();
            }
            return new VmAccess.Account(
                    provider.adminUser(recipe.base()), adminKey.privateText(), hostKey.publicLine());
        }

        private void awaitReady(VmAccess.Account admin) {
            access.awaitReady(provider, name, admin, BOOT_LIMIT, progress).close();
        }

        private void provision(NetworkInfo network, VmAccess.Account admin) {
            try (var phase = progress.phase("run the build steps")) {
                var provisioning = new Provisioning(
                        recipe.place(),
                        recipe.steps(),
                        recipe.sources(),
                        network,
                        address(),
                        admin,
                        ownership,
                        intents);
                provisioner.provision(provisioning, progress);
                phase.done();
            }
        }

        private String address() {
            if (provider.state(name) instanceof VmState.Running(String address)) {
                return address;
            }
            throw WorkbenchException.provider("vm_broken", "the VM stopped right after it was ready")
                    .details(provider.console(name, 30));
        }

        private VmImage capture(ImageCapture capture) {
            try (var phase = progress.phase("capture the disk")) {
                var image = capture.capture(
                        name,
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
}
