package dev.workbench.vm;

/**
 * The ability of a provider whose VMs are not on the environment's own network: main containers reach them through the
 * engine's way out, and the provider itself keeps a VM from reaching more than {@link VmRequest#outside} allows.
 */
public interface RemoteVms extends Ability {
    /** The address of a VM that was launched; waits until it has one. */
    String awaitAddress(String name);
}
