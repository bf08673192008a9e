package dev.workbench.vm;

import dev.workbench.family.Architecture;
import java.time.Instant;

/**
 * A baked image in a provider's cache.
 *
 * @param key the image key, {@code sha256:…}
 * @param reference what the provider finds it by (a volume's file, an image id, an AMI id)
 * @param family and {@code task}: what it was baked for first; informative
 * @param sizeBytes what it takes on disk
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
        Instant created) {}
