package dev.workbench.ledger;

/**
 * Something that an environment creates outside its own directory.
 *
 * @param kind {@code container}, {@code network}, or {@code vm:} and what a provider is found by
 * @param name chosen by us before the resource exists, so that it can be found without having seen its id
 */
public record Resource(String kind, String name) {
    private static final String CONTAINER = "container";
    private static final String NETWORK = "network";
    private static final String VM = "vm:";

    public static Resource container(String name) {
        return new Resource(CONTAINER, name);
    }

    public static Resource network(String name) {
        return new Resource(NETWORK, name);
    }

    public static Resource vm(String provider, String name) {
        return new Resource(VM + provider, name);
    }

    public boolean isContainer() {
        return kind.equals(CONTAINER);
    }

    public boolean isNetwork() {
        return kind.equals(NETWORK);
    }

    public boolean isVm() {
        return kind.startsWith(VM);
    }

    /** What the provider that a VM runs on is found by: its name, and its place where it has several. */
    public String provider() {
        return kind.substring(VM.length());
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
