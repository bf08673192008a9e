package dev.workbench.provider.ec2;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user has set about machines on EC2.
 *
 * @param subnet an existing subnet, instead of the default ones
 * @param securityGroup an existing security group, instead of one for each VM
 * @param ingress who may reach port 22, as a CIDR, instead of the caller's own address
 * @param reachedBy which of a VM's addresses the workbench and main containers use
 * @param rootGib the least size of a root volume
 * @param lock the lock file of base images of the directory that one works in, instead of the user's
 */
public record Options(
        Optional<String> subnet,
        Optional<String> securityGroup,
        Optional<String> ingress,
        Address reachedBy,
        int rootGib,
        Optional<Path> lock) {

    /** Which address of a VM is used. */
    public enum Address {
        PUBLIC,
        PRIVATE
    }

    /** Nothing set: a VM with a public address in a default subnet. */
    public static final Options DEFAULT =
            new Options(Optional.empty(), Optional.empty(), Optional.empty(), Address.PUBLIC, 16, Optional.empty());
}
