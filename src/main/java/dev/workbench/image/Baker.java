package dev.workbench.image;

import dev.workbench.container.Networks;
import dev.workbench.error.WorkbenchException;
import dev.workbench.ledger.Scope;
import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import dev.workbench.vm.VmSource;
import java.util.Map;

/** Turns a recipe into the disk to start from: the base image, a cached image, or one that it bakes now. */
public final class Baker {
    private final Networks networks;
    private final VmAccess access;
    private final Provisioner provisioner;
    private final BakeLock lock;
    private final Misses misses;
    private final Map<String, String> proxies;

    /** @param proxies {@code http_proxy} and its like, which the build steps see and no image keeps */
    public Baker(
            Networks networks,
            VmAccess access,
            Provisioner provisioner,
            BakeLock lock,
            Misses misses,
            Map<String, String> proxies) {
        this.networks = networks;
        this.access = access;
        this.provisioner = provisioner;
        this.lock = lock;
        this.misses = misses;
        this.proxies = Map.copyOf(proxies);
    }

    /**
     * The disk for a recipe. What a bake creates is gone when this returns or throws; only the image stays.
     *
     * @param scope who bakes, when it comes to that
     */
    public ImageChoice prepare(Recipe recipe, VmProvider provider, Scope scope, Progress progress) {
        return prepare(recipe, provider, scope, BakeFailures.CLEAN_UP, progress);
    }

    /** As above; {@code failures} decides what becomes of the VM when a build step fails. */
    public ImageChoice prepare(
            Recipe recipe, VmProvider provider, Scope scope, BakeFailures failures, Progress progress) {
        var listing = ImageKey.listing(provider.name(), provider.prepareBase(recipe.base(), progress), recipe);
        if (recipe.steps().isEmpty()) {
            return new ImageChoice(new VmSource.Base(recipe.base()), listing.key(), ImageChoice.Cache.BASE);
        }
        var capture = provider.ability(ImageCapture.class)
                .orElseThrow(() -> WorkbenchException.provider(
                        "cannot_bake", "the provider '" + provider.name() + "' cannot run build steps"));
        misses.keep(listing);
        var cached = capture.find(listing.key());
        if (cached.isPresent()) {
            return choice(cached.get(), ImageChoice.Cache.HIT);
        }
        try (var held = lock.take(listing.key(), progress)) {
            var meanwhile = capture.find(listing.key());
            if (meanwhile.isPresent()) {
                return choice(meanwhile.get(), ImageChoice.Cache.HIT);
            }
            misses.tell(recipe, listing, capture.images(), progress);
            var bake = new Bake(
                    networks,
                    access,
                    provisioner,
                    recipe,
                    listing,
                    provider,
                    VmProviders.reference(provider),
                    scope,
                    failures,
                    GuestProxies.of(proxies, provider),
                    held.progress());
            return choice(bake.run(capture), ImageChoice.Cache.MISS);
        }
    }

    private static ImageChoice choice(VmImage image, ImageChoice.Cache cache) {
        return new ImageChoice(new VmSource.Baked(image), image.key(), cache);
    }
}
