package dev.workbench.provider.ec2;

import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Who may enter an instance: the admin's public key, and a security group that opens port 22 to one address. */
record Access(Aws aws, Options options, Launched launched) {
    private static final int SSH = 22;
    private static final String ALREADY_OPEN = "InvalidPermission.Duplicate";
    private static final IpPermission EVERYWHERE = IpPermission.builder()
            .ipProtocol("-1")
            .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
            .build();

    /** Uploads the public half; the private one never leaves this machine. */
    void importKey(String name, VmIdentity identity, Ownership ownership) {
        once(
                "import a key pair",
                "InvalidKeyPair.Duplicate",
                ec2 -> ec2.importKeyPair(key -> key.keyName(name)
                        .publicKeyMaterial(SdkBytes.fromUtf8String(identity.adminAuthorizedKey()))
                        .tagSpecifications(Tags.specification(ResourceType.KEY_PAIR, Tags.of(name, ownership)))));
    }

    /**
     * The security group for a VM: its own, or the one that the user has set.
     *
     * @param outside what the VM may reach; empty for everything
     */
    String securityGroup(String name, Ownership ownership, Placement placement, Optional<List<String>> outside) {
        return options.securityGroup().orElseGet(() -> create(name, ownership, placement, outside));
    }

    private String create(String name, Ownership ownership, Placement placement, Optional<List<String>> outside) {
        var cidr = CallerAddress.cidr(options, placement);
        var id = group(name, ownership, placement);
        launched.group(name, id);
        once(
                "open a security group",
                ALREADY_OPEN,
                ec2 -> ec2.authorizeSecurityGroupIngress(
                        rule -> rule.groupId(id).ipPermissions(ssh(cidr, ownership))));
        outside.ifPresent(addresses -> confine(id, addresses));
        return id;
    }

    /** Environments have names of their own: a group of the same name was made by a call whose answer was lost. */
    private String group(String name, Ownership ownership, Placement placement) {
        return aws.ec2("create a security group", ec2 -> {
            try {
                return ec2.createSecurityGroup(group -> group.groupName(name)
                                .description("workbench environment " + ownership.environment())
                                .vpcId(placement.vpc())
                                .tagSpecifications(
                                        Tags.specification(ResourceType.SECURITY_GROUP, Tags.of(name, ownership))))
                        .groupId();
            } catch (Ec2Exception e) {
                if (!AwsErrors.code(e).equals("InvalidGroup.Duplicate")) {
                    throw e;
                }
                return ec2.describeSecurityGroups(request -> request.filters(
                                Tags.filter("group-name", name), Tags.filter("vpc-id", placement.vpc())))
                        .securityGroups()
                        .getFirst()
                        .groupId();
            }
        });
    }

    /** A call that is sent again when its answer was lost. */
    private void once(String purpose, String already, Consumer<Ec2Client> call) {
        aws.ec2(purpose, ec2 -> {
            Settling.done(already, () -> call.accept(ec2));
            return already;
        });
    }

    private static IpPermission ssh(String cidr, Ownership ownership) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(SSH)
                .toPort(SSH)
                .ipRanges(IpRange.builder()
                        .cidrIp(cidr)
                        .description("workbench of " + ownership.owner().replaceAll("[^a-zA-Z0-9 ._@-]", "_"))
                        .build())
                .build();
    }

    /** Takes away the way out that every new security group has. Answers to who is let in still go out. */
    private void confine(String id, List<String> addresses) {
        once(
                "close a security group",
                "InvalidPermission.NotFound",
                ec2 -> ec2.revokeSecurityGroupEgress(rule -> rule.groupId(id).ipPermissions(EVERYWHERE)));
        if (!addresses.isEmpty()) {
            var allowed = IpPermission.builder()
                    .ipProtocol("-1")
                    .ipRanges(addresses.stream()
                            .map(address ->
                                    IpRange.builder().cidrIp(address + "/32").build())
                            .toList())
                    .build();
            once(
                    "open a security group",
                    ALREADY_OPEN,
                    ec2 -> ec2.authorizeSecurityGroupEgress(
                            rule -> rule.groupId(id).ipPermissions(allowed)));
        }
    }
}
