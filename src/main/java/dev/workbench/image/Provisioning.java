package dev.workbench.image;

import dev.workbench.container.NetworkInfo;
import dev.workbench.family.BuildSources.BuildSource;
import dev.workbench.family.BuildStep;
import dev.workbench.ledger.Scope;
import dev.workbench.vm.VmAccess;
import java.util.List;

/**
 * Build steps to run, and the machine to run them on.
 *
 * @param place whose steps they are, for messages
 * @param done how many of the steps the machine's disk has already
 * @param sources what the file steps copy, checked
 * @param address the machine's IPv4 address in {@code network}
 * @param admin the account that the steps run as; its key is ed25519, which old SSH clients sign well with too
 */
public record Provisioning(
        String place,
        List<BuildStep> steps,
        int done,
        List<BuildSource> sources,
        NetworkInfo network,
        String address,
        VmAccess.Account admin,
        Scope scope) {
    public Provisioning {
        steps = List.copyOf(steps);
        sources = List.copyOf(sources);
    }
}
