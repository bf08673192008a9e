package dev.workbench.vm;

import dev.workbench.container.EngineInfo;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import java.util.Arrays;

/**
 * How a provider whose machines run on the engine's host chooses one: the smallest that the spec allows, if the host can
 * give it.
 *
 * @param provider the provider's name, for its refusals
 */
public record LocalSizing(String provider, EngineInfo host) {
    private static final int USUAL_CPUS = 2;
    private static final int USUAL_RAM_GIB = 2;

    /**
     * Chooses a machine.
     *
     * @throws WorkbenchException (exit code 4) when the host cannot give what the spec asks for
     */
    public Machine choose(VmSpec spec) {
        if (!spec.baseImage().equals(VmSpec.DEFAULT_BASE_IMAGE)) {
            throw refusal("the base image '" + spec.baseImage() + "'")
                    .hint("it has " + VmSpec.DEFAULT_BASE_IMAGE
                            + "; cloud providers such as ec2 have the other base images");
        }
        if (spec.gpu().isPresent()) {
            throw refusal("a GPU (" + spec.gpu().get().model() + ")").hint("cloud providers such as ec2 have GPUs");
        }
        return new Machine(architecture(spec), cpus(spec), ramGib(spec));
    }

    private Architecture architecture(VmSpec spec) {
        var own = Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.word().equals(host.architecture()))
                .findFirst()
                .orElseThrow(() -> refusal("machines on a host of architecture " + host.architecture()));
        spec.architecture().filter(wanted -> wanted != own).ifPresent(wanted -> {
            throw refusal("the architecture " + wanted.word() + " on a host of architecture " + own.word())
                    .hint("run this on a host of that architecture, or with a cloud provider such as ec2");
        });
        return own;
    }

    private int cpus(VmSpec spec) {
        var cpus = spec.cpus().map(Range::min).orElse(Math.min(USUAL_CPUS, host.cpus()));
        if (cpus > host.cpus()) {
            throw refusal(cpus + " CPUs: the engine's host has " + host.cpus())
                    .hint("use a larger host or a cloud provider");
        }
        return cpus;
    }

    private int ramGib(VmSpec spec) {
        var gib = spec.ramGib().map(Range::min).orElse(USUAL_RAM_GIB);
        if ((long) gib << 30 > host.memoryBytes()) {
            throw refusal(gib + " GiB of memory: the engine's host has " + (host.memoryBytes() >> 30) + " GiB")
                    .hint("use a larger host or a cloud provider");
        }
        return gib;
    }

    private WorkbenchException refusal(String what) {
        return WorkbenchException.provider(
                VmProvider.NOT_OFFERED, "the provider '" + provider + "' cannot give " + what);
    }
}
