package dev.workbench.vm;

import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import java.util.List;
import java.util.Optional;

/**
 * Where aux VMs run. Waiting for SSH, copying and running commands are common to all providers and built on
 * {@link #dialer}.
 *
 * <p>{@link #destroy} is idempotent and safe to call twice at once; destroying what is gone is success.
 */
public interface VmProvider {
    /** The code of the failure that says that a provider has no such machine, and never will. */
    String NOT_OFFERED = "not_offered";

    /** {@code qemu}, {@code docker}, … */
    String name();

    /** The administrator's account on VMs that start from this base image. */
    String adminUser(String base);

    /**
     * Chooses a machine that fits the spec, without creating anything.
     *
     * @throws dev.workbench.error.WorkbenchException (exit code 4, code {@link #NOT_OFFERED}) when this provider cannot
     *     give the architecture, GPU, base image or size; the hint names providers that can
     */
    Machine choose(VmSpec spec);

    /** What is not as faithful as on a real VM, or slow on this host: plain sentences for the user. */
    List<String> caveats();

    /**
     * Makes a base image ready to start from (a no-op when it is cached), and returns its identity: the words that enter
     * the image key.
     */
    String prepareBase(String base, Progress progress);

    /** Creates and starts a VM and returns when the provider has accepted it, not when SSH answers. */
    void launch(VmRequest request, Progress progress);

    VmState state(String name);

    /** How the workbench itself reaches port 22 of the VM. */
    Dialer dialer(String name);

    /** The container whose network namespace carries the VM's traffic, for the packet filter; empty for clouds. */
    Optional<String> networkContainer(String name);

    /** The last lines of the serial console, or the nearest thing; empty when there is none. */
    String console(String name, int lines);

    /** Removes the VM with its disks. */
    void destroy(String name);

    /** Removes the VM and returns only when it is verified to be gone; fails (exit code 6) when it is not. */
    void destroyAndVerify(String name);

    /** Names of all VMs of this provider, of whatever state, that carry an environment's label. */
    List<String> list();

    /** What this provider can do beside all that. */
    List<Ability> abilities();

    /** The ability of that kind; empty when this provider does not have it. */
    default <A extends Ability> Optional<A> ability(Class<A> kind) {
        return abilities().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
