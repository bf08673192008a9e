package dev.workbench.vm;

import dev.workbench.family.Architecture;

/** The size of a machine, chosen by a provider inside what a VM spec allows. */
public record Machine(Architecture architecture, int cpus, int ramGib) {}
