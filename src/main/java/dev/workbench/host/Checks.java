package dev.workbench.host;

import dev.workbench.container.EngineInfo;
import dev.workbench.error.WorkbenchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Judges the facts, one check at a time. */
public final class Checks {
    private static final long GB = 1_000_000_000L;

    /** A Debian, the tools, a main image and a VM's disk together take about three. */
    private static final long DISK_NEEDED = GB;

    private static final long DISK_WANTED = 8 * GB;
    private static final long MEMORY_WANTED = 2 * GB;
    private static final int NETWORKS_WANTED = 4;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    /** The images that are made on first use, in the order in which a run needs them. */
    private static final Map<String, String> BASES = Map.of("main-base", "main containers", "tools", "QEMU and Packer");

    private final Facts facts;

    private Checks(Facts facts) {
        this.facts = facts;
    }

    public static Diagnosis judge(Facts facts) {
        return new Checks(facts).diagnosis();
    }

    private Diagnosis diagnosis() {
        var findings = new ArrayList<Finding>();
        findings.add(engine());
        findings.add(disk());
        findings.add(memory());
        findings.add(accelerator());
        findings.add(tun());
        findings.addAll(networks());
        findings.addAll(clock());
        findings.add(debian());
        findings.addAll(bases());
        return new Diagnosis(findings);
    }

    private Finding engine() {
        return switch (facts.engine()) {
            case EngineState.Answering answering -> Finding.ok("container engine", describe(answering.info()));
            case EngineState.Silent(var failure) ->
                Finding.fail("container engine", failure.message(), remedy(failure));
        };
    }

    /** What {@code doctor --fix} would say, where it cannot do it itself. */
    private String remedy(WorkbenchException failure) {
        var advice = Repair.of(facts) instanceof Repair.ByHand(var byHand) ? byHand : failure;
        return advice.details().or(advice::hint).orElse("start one").replace("\n", "; ");
    }

    private static String describe(EngineInfo info) {
        return "%s %s (API %s, storage driver %s, %s, %d CPUs, %s%s) at %s"
                .formatted(
                        info.name(),
                        info.version(),
                        info.apiVersion(),
                        info.storageDriver(),
                        info.architecture(),
                        info.cpus(),
                        gigabytes(info.memoryBytes()),
                        info.rootless() ? ", rootless" : "",
                        info.endpoint());
    }

    private Finding disk() {
        if (isRemote()) {
            return Finding.info("disk", "the engine keeps its images on another machine");
        }
        var free = facts.machine().freeDisk();
        var found = gigabytes(free) + " free";
        var remedy = "make room: 'workbench destroy --all' removes environments, 'docker image prune' images";
        if (free < DISK_NEEDED) {
            return Finding.fail("disk", found, remedy);
        }
        return free < DISK_WANTED ? Finding.warn("disk", found, remedy) : Finding.ok("disk", found);
    }

    private Finding memory() {
        if (isRemote()) {
            return Finding.info("memory", "the engine uses another machine's");
        }
        var free = facts.machine().freeMemory();
        var found = gigabytes(free) + " free";
        return free < MEMORY_WANTED
                ? Finding.warn("memory", found, "end other programs; an aux VM takes what its task asks for")
                : Finding.ok("memory", found);
    }

    private Finding accelerator() {
        return facts.whyEmulated()
                .map(reason -> Finding.warn(
                        "virtualisation",
                        "aux VMs are emulated, which is slow: " + reason,
                        "use a machine with KVM, or '--vm docker' where a container can stand in for the VM"))
                .orElseGet(() -> Finding.ok("virtualisation", "KVM"));
    }

    private Finding tun() {
        if (isRemote()) {
            return Finding.info("/dev/net/tun", "the engine's machine is not looked at");
        }
        return facts.machine().tun()
                ? Finding.ok("/dev/net/tun", "there")
                : Finding.warn(
                        "/dev/net/tun",
                        "missing: aux VMs of the provider qemu have no network",
                        "load the kernel's module: " + asRoot("modprobe tun"));
    }

    private List<Finding> networks() {
        if (!(facts.engine() instanceof EngineState.Answering engine)
                || engine.info().networks().isEmpty()) {
            return List.of();
        }
        var all = engine.info().networks().getAsLong();
        var left = Math.max(0, all - engine.networks());
        var found = "addresses for %d more (of %d)".formatted(left, all);
        var remedy = "'workbench destroy --all' and 'docker network prune' remove networks; more addresses: "
                + "default-address-pools in the engine's daemon.json";
        if (left < 1) {
            return List.of(Finding.fail("networks", found, remedy));
        }
        return List.of(
                left < NETWORKS_WANTED ? Finding.warn("networks", found, remedy) : Finding.ok("networks", found));
    }

    /** Expiry and the age of images are told by clocks. */
    private List<Finding> clock() {
        if (!(facts.engine() instanceof EngineState.Answering engine)
                || engine.info().time().isEmpty()) {
            return List.of();
        }
        var apart = engine.ahead().abs();
        if (apart.compareTo(CLOCKS_APART) < 0) {
            return List.of(Finding.ok("clock", "the engine's is the same as this machine's"));
        }
        var word = engine.ahead().isNegative() ? "behind" : "ahead of";
        return List.of(Finding.warn(
                "clock",
                "the engine's is " + apart.toSeconds() + " s " + word + " this machine's",
                "let both be set from the network: timedatectl set-ntp true"));
    }

    /** The root of all images: already there, or a way to get it. */
    private Finding debian() {
        var check = "Debian 12";
        if (images().contains("minbase")) {
            return Finding.ok(check, "the engine has it");
        }
        return facts.machine().has("mmdebstrap")
                ? Finding.ok(check, "pulled on first use, or bootstrapped by mmdebstrap where no registry answers")
                : Finding.warn(
                        check,
                        "pulled on first use, which needs a container registry",
                        "where none can be reached, install mmdebstrap: " + asRoot("apt-get install mmdebstrap"));
    }

    private List<Finding> bases() {
        return BASES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(base -> images().contains(base.getKey())
                        ? Finding.ok("image for " + base.getValue(), "the engine has it")
                        : Finding.info("image for " + base.getValue(), "made on first use"))
                .toList();
    }

    private Set<String> images() {
        return switch (facts.engine()) {
            case EngineState.Answering answering -> answering.images();
            case EngineState.Silent silent -> Set.of();
        };
    }

    private boolean isRemote() {
        return switch (facts.engine()) {
            case EngineState.Answering answering -> !answering.isLocal();
            case EngineState.Silent silent -> false;
        };
    }

    private String asRoot(String command) {
        return facts.machine().root() ? command : "sudo " + command;
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) GB);
    }
}
