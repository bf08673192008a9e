package dev.workbench.container;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an engine says of itself.
 *
 * @param name {@code docker} or {@code podman}
 * @param architecture in VM spec's words: {@code x64} or {@code arm64}
 * @param runtimes names of the installed OCI runtimes, such as {@code runc}, {@code nvidia}
 * @param networks how many networks there are addresses for, those that exist included; empty where it does not say
 * @param time its clock; empty where it does not say
 * @param endpoint the address that it was reached at, such as {@code unix:///var/run/docker.sock}
 */
public record EngineInfo(
        String name,
        String version,
        String apiVersion,
        String architecture,
        String storageDriver,
        int cpus,
        long memoryBytes,
        Set<String> runtimes,
        OptionalLong networks,
        Optional<Instant> time,
        String endpoint,
        boolean rootless) {}
