package dev.workbench.image;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Machine;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProvider;

/**
 * A bake whose build step failed, and the VM as it stood at the failure.
 *
 * @param key the image key of what was being baked
 * @param vm the VM's name on its provider
 * @param address its IPv4 address in the bake's network
 */
public record FailedBake(
        WorkbenchException failure,
        String key,
        String base,
        Machine machine,
        VmProvider provider,
        String vm,
        String address,
        VmAccess.Account admin) {}
