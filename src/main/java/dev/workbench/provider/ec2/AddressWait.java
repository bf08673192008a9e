package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.VmState;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Waits until an instance has the address that it is reached by. */
final class AddressWait {
    private static final Duration FIRST_LOOK = Duration.ofMillis(500);
    private static final Duration RARE_LOOK = Duration.ofSeconds(5);

    private final Instances instances;
    private final Duration limit;

    AddressWait(Instances instances, Duration limit) {
        this.instances = instances;
        this.limit = limit;
    }

    /**
     * The address of the VM of that name.
     *
     * @throws WorkbenchException (exit code 4) when it ends instead, (exit code 5) when it takes too long
     */
    String address(String name) {
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, limit);
        while (true) {
            var instance = instances.look(name).orElseThrow(() -> broken(name, "it does not exist any more"));
            var address = instances.address(instance);
            if (address.isPresent()) {
                return address.get();
            }
            if (instances.state(instance) instanceof VmState.Broken(String reason)) {
                throw broken(name, reason);
            }
            if (!pauses.another()) {
                throw noAddress(name, instance);
            }
        }
    }

    private WorkbenchException noAddress(String name, Instance instance) {
        var state = instance.state().nameAsString();
        var failure = WorkbenchException.timeout(
                        "vm_not_ready",
                        "the instance " + instance.instanceId() + " has no address after " + limit.toSeconds()
                                + " s; AWS says that it is " + state)
                .at(name);
        return Instances.isPending(instance)
                ? failure.hint("try again, in another zone or region if it stays so: AWS may be short of capacity")
                : failure.hint(
                        "a VM without a public address needs WORKBENCH_EC2_ADDRESS=private and a way into the VPC");
    }

    private static WorkbenchException broken(String name, String reason) {
        return WorkbenchException.provider("vm_broken", "the VM broke before it had an address: " + reason)
                .at(name);
    }
}
