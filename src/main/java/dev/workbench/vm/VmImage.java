package dev.workbench.vm;

import dev.workbench.family.Architecture;
import java.time.Instant;
import java.util.Optional;

/**
 * A baked image in a provider's cache.
 *
 * @param key the image key, {@code sha256:…}
 * @param reference what the provider finds it by (a volume's file, an image id, an AMI id)
 * @param family and {@code task}: what it was baked for first; informative
 * @param sizeBytes what it takes on disk
 * @param account what it is there, for an image in somebody's account
 */
public record VmImage(
        String key,
        String provider,
        String reference,
        String base,
        Architecture architecture,
        String family,
        String task,
        long sizeBytes,
        Instant created,
        Optional<AccountImage> account) {
    /** An image on this machine. */
    public VmImage(
            String key,
            String provider,
            String reference,
            String base,
            Architecture architecture,
            String family,
            String task,
            long sizeBytes,
            Instant created) {
        this(key, provider, reference, base, architecture, family, task, sizeBytes, created, Optional.empty());
    }

    /** The same image with what its account says of it. */
    public VmImage in(AccountImage account, long bytes) {
        return new VmImage(
                key, provider, reference, base, architecture, family, task, bytes, created, Optional.of(account));
    }

    /** The region of an account that it is in; empty for one on this machine. */
    public String place() {
        return account.map(AccountImage::place).orElse("");
    }
}
