package dev.workbench.environment;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.VmAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** The admin account of an environment's aux VM, as the environment's own files have it. */
public final class AuxVmAccount {
    private AuxVmAccount() {}

    public static VmAccess.Account of(Environment environment, EnvironmentRecord.Vm vm) {
        try {
            return new VmAccess.Account(
                    vm.username(), Files.readString(environment.files().adminKey()), vm.hostKey());
        } catch (IOException e) {
            throw WorkbenchException.notReady("key_missing", "the admin key of the aux VM cannot be read")
                    .at(environment.files().adminKey().toString())
                    .hint("this environment can only be destroyed: workbench destroy " + environment.id())
                    .causedBy(e);
        }
    }

    /** What the task's code finds in its environment when the task has an aux VM. */
    public static Map<String, String> variables(Environment environment, EnvironmentRecord.Vm vm) {
        return variables(of(environment, vm), vm.ipAddress());
    }

    static Map<String, String> variables(VmAccess.Account admin, String address) {
        return Map.of(
                "VM_SSH_USERNAME", admin.user(),
                "VM_SSH_PRIVATE_KEY", admin.privateKey(),
                "VM_IP_ADDRESS", address);
    }
}
