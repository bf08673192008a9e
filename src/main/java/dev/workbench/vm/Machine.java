package dev.workbench.vm;

import dev.workbench.family.Architecture;
import java.util.List;

/**
 * The size of a machine, chosen by a provider inside what a VM spec allows.
 *
 * @param types the provider's own names for machines that would do, best first; empty where machines have no names
 */
public record Machine(Architecture architecture, int cpus, int ramGib, List<String> types) {
    public Machine {
        types = List.copyOf(types);
    }

    public Machine(Architecture architecture, int cpus, int ramGib) {
        this(architecture, cpus, ramGib, List.of());
    }
}
