package dev.workbench.run;

import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmState;
import java.util.List;

/** The aux VMs of all providers, with what the providers say of them. */
public final class VmList {
    private final Workbench workbench;

    public VmList(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @param address empty unless the VM runs; {@code state} is one word, or the reason why it is broken */
    public record Row(String name, String provider, String state, String address) {}

    public List<Row> rows() {
        return workbench.parts().providers().all().stream()
                .flatMap(provider -> provider.list().stream().map(name -> row(provider, name)))
                .toList();
    }

    private static Row row(VmProvider provider, String name) {
        return switch (provider.state(name)) {
            case VmState.Starting() -> new Row(name, provider.name(), "starting", "");
            case VmState.Running(String address) -> new Row(name, provider.name(), "running", address);
            case VmState.Broken(String reason) -> new Row(name, provider.name(), "broken: " + reason, "");
            case VmState.Gone() -> new Row(name, provider.name(), "gone", "");
        };
    }
}
