package dev.workbench.ledger;

import dev.workbench.vm.Ownership;

/** On whose behalf resources are created: the ledger that knows them, the labels they carry, the names they get. */
public record Scope(Ledger ledger, Ownership owner) {
    /** The engine name of a resource; {@code role} such as {@code main} or {@code net}. */
    public String name(String role) {
        return "wb-" + owner.environment() + "-" + role;
    }

    public Resource container(String role) {
        return Resource.container(name(role));
    }

    public Resource network(String role) {
        return Resource.network(name(role));
    }

    public Resource vm(String provider, String role) {
        return Resource.vm(provider, name(role));
    }
}
