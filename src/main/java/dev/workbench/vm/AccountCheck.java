package dev.workbench.vm;

import dev.workbench.host.Finding;
import java.util.List;

/** The ability of a provider in somebody's account to find out beforehand whether VMs can run there. */
public interface AccountCheck extends Ability {
    /** Looks at credentials, quotas, networks and each permission that the provider needs; nothing is created. */
    List<Finding> examine();
}
