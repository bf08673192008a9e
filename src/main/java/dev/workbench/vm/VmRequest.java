package dev.workbench.vm;

import dev.workbench.container.NetworkInfo;
import java.util.List;
import java.util.Optional;

/**
 * A VM to start.
 *
 * @param name unique on the provider; the ledger has it before the VM exists
 * @param network the environment's network, where the VM gets its address; a provider with {@link RemoteVms} has its own
 * @param outside the addresses beyond the environment's own that the VM may reach; empty for all
 */
public record VmRequest(
        String name,
        VmSource source,
        Machine machine,
        VmIdentity identity,
        Ownership ownership,
        NetworkInfo network,
        Optional<List<String>> outside) {
    public VmRequest {
        outside = outside.map(List::copyOf);
    }

    /** A VM that may reach what its network reaches. */
    public VmRequest(
            String name,
            VmSource source,
            Machine machine,
            VmIdentity identity,
            Ownership ownership,
            NetworkInfo network) {
        this(
                name,
                source,
                machine,
                identity,
                ownership,
                network,
                network.internal() ? Optional.of(List.of()) : Optional.empty());
    }
}
