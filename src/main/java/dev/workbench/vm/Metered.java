package dev.workbench.vm;

import java.util.Optional;

/** The ability of a provider whose VMs run in somebody's account, for money. */
public interface Metered extends Ability {
    /**
     * In whose name VMs are going to be created, where, and until when: plain words. Costs nothing.
     *
     * @throws dev.workbench.error.WorkbenchException (exit code 3) when the credentials do not hold
     */
    String account();

    /** What a machine is going to cost; empty when the provider does not know. */
    Optional<Cost> cost(Machine machine);

    /** What a VM that was launched costs; empty when the provider does not know. */
    Optional<Cost> costOf(String name);

    /** The same provider for a user with these limits. */
    VmProvider within(Spending limits);

    /**
     * @param perHour US dollars
     * @param basis what the figure is based on, in plain words
     */
    record Cost(double perHour, String basis) {}
}
