package dev.workbench.vm;

/** Where a VM is in its life. Only a running one has an address. */
public sealed interface VmState {
    record Starting() implements VmState {}

    record Running(String address) implements VmState {}

    /** It exists but does not run any more. */
    record Broken(String reason) implements VmState {}

    record Gone() implements VmState {}
}
