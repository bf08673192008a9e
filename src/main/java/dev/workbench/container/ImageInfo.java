package dev.workbench.container;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An image of the engine: {@code id} is {@code sha256:…}. */
public record ImageInfo(
        String id,
        List<String> tags,
        Map<String, String> labels,
        long sizeBytes,
        Instant created,
        String architecture) {}
