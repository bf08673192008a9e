package dev.workbench.vm;

/**
 * The ability of a provider whose VMs are in one of several places, each of which knows nothing of the others: regions
 * of an account.
 */
public interface Located extends Ability {
    /** Where this provider creates VMs now, as one word. What is created there can only be found there. */
    String location();

    /**
     * The same provider in the place of that word.
     *
     * @throws dev.workbench.error.WorkbenchException (exit code 3) when the place is out of reach, such as somebody
     *     else's account
     */
    VmProvider at(String location);
}
