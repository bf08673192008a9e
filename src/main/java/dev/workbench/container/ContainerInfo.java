package dev.workbench.container;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A container as the engine reports it; {@code addresses} maps network names to IPv4 addresses. */
public record ContainerInfo(
        String id,
        String name,
        String image,
        boolean running,
        Optional<Integer> exitCode,
        boolean outOfMemory,
        Map<String, String> labels,
        Map<String, String> addresses,
        Instant created) {}
