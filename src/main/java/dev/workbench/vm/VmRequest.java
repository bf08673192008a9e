package dev.workbench.vm;

import dev.workbench.container.NetworkInfo;

/**
 * A VM to start.
 *
 * @param name unique on the provider; the ledger has it before the VM exists
 * @param network the environment's network, where the VM gets its address
 */
public record VmRequest(
        String name, VmSource source, Machine machine, VmIdentity identity, Ownership ownership, NetworkInfo network) {}
