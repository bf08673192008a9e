package dev.workbench.environment;

import dev.workbench.remote.Guest;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Metered;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import dev.workbench.vm.VmSource;
import java.util.Map;

/** The aux VM of an environment: running, with its admin key and a connection as the admin user. */
record AuxVm(
        VmProvider provider,
        String name,
        String address,
        Machine machine,
        VmSource source,
        VmAccess.Account admin,
        Guest guest) {

    /** What the task's code finds in its environment. */
    Map<String, String> variables() {
        return AuxVmAccount.variables(admin, address);
    }

    /** The line for {@code known_hosts} files, so that plain {@code ssh} verifies the VM without being asked. */
    String knownHostsLine() {
        return address + " " + hostKeyWithoutComment() + "\n";
    }

    private String hostKeyWithoutComment() {
        var words = admin.hostKey().strip().split("\\s+", -1);
        return words[0] + " " + words[1];
    }

    EnvironmentRecord.Vm record(String cache) {
        return switch (source) {
            case VmSource.Base(String base) -> record(base, "", "base");
            case VmSource.Baked(var image) -> record(image.base(), image.key(), cache);
        };
    }

    private EnvironmentRecord.Vm record(String base, String key, String cache) {
        return new EnvironmentRecord.Vm(
                VmProviders.reference(provider),
                name,
                address,
                admin.user(),
                base,
                machine.cpus(),
                machine.ramGib(),
                key,
                cache,
                admin.hostKey(),
                provider.ability(Metered.class).flatMap(metered -> metered.costOf(name)));
    }
}
