package dev.workbench.host;

import dev.workbench.container.EngineInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Machines to judge, as sketches that a test completes. */
final class Machines {
    private static final long GB = 1_000_000_000L;

    static final Sketch DEBIAN =
            new Sketch("Debian GNU/Linux 12 (bookworm)", true, true, false, false, Set.of(), 50 * GB, 8 * GB, true);
    static final Sketch FEDORA =
            new Sketch("Fedora Linux 42", false, true, false, false, Set.of(), 50 * GB, 8 * GB, true);

    private Machines() {}

    record Sketch(
            String system,
            boolean debian,
            boolean root,
            boolean systemd,
            boolean appArmor,
            Set<String> programs,
            long freeDisk,
            long freeMemory,
            boolean tun) {
        Sketch with(String... more) {
            var all = new HashSet<>(programs);
            all.addAll(List.of(more));
            return new Sketch(system, debian, root, systemd, appArmor, all, freeDisk, freeMemory, tun);
        }

        Sketch asUser() {
            return new Sketch(system, debian, false, systemd, appArmor, programs, freeDisk, freeMemory, tun);
        }

        Sketch withSystemd() {
            return new Sketch(system, debian, root, true, appArmor, programs, freeDisk, freeMemory, tun);
        }

        Sketch withAppArmor() {
            return new Sketch(system, debian, root, systemd, true, programs, freeDisk, freeMemory, tun);
        }

        Sketch withFree(long disk, long memory) {
            return new Sketch(system, debian, root, systemd, appArmor, programs, disk, memory, tun);
        }

        Sketch withoutTun() {
            return new Sketch(system, debian, root, systemd, appArmor, programs, freeDisk, freeMemory, false);
        }

        Machine machine() {
            return new Machine(system, true, debian, root, systemd, appArmor, programs, freeDisk, freeMemory, tun);
        }
    }

    static Facts facts(Sketch machine, EngineState engine) {
        return new Facts(machine.machine(), engine, Optional.empty());
    }

    static EngineState.Answering engine(String... images) {
        return new EngineState.Answering(info("unix:///var/run/docker.sock"), Set.of(images), 5, Duration.ZERO);
    }

    static EngineState.Answering engineAt(String endpoint) {
        return new EngineState.Answering(info(endpoint), Set.of(), 5, Duration.ZERO);
    }

    static EngineState.Answering engineWith(int networks, Duration ahead) {
        return new EngineState.Answering(info("unix:///var/run/docker.sock"), Set.of(), networks, ahead);
    }

    private static EngineInfo info(String endpoint) {
        return new EngineInfo(
                "docker",
                "20.10.24",
                "1.41",
                "x64",
                "overlay2",
                2,
                25 * GB,
                Set.of("runc"),
                OptionalLong.of(31),
                Optional.of(Instant.EPOCH),
                endpoint,
                false);
    }
}
