package dev.workbench.provider.ec2;

import dev.workbench.host.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Every action on EC2 that this provider takes, tried with {@code DryRun}: AWS says whether it would be allowed, and does
 * nothing. The same list is the IAM policy that a user needs.
 */
record PermissionCheck(Aws aws) {
    private static final String NAME = "workbench-doctor";
    private static final String ID = "0123456789abcdef0";
    private static final String GROUP = "sg-" + ID;
    /** Tried by asking: the answer is wanted anyway. */
    static final String QUOTAS = "servicequotas:" + ServiceQuotas.ACTION;

    private static final String DENIED = "UnauthorizedOperation";

    /** The calls by action; whatever they name need not exist, because permission is what AWS looks at first. */
    static Map<String, Consumer<Ec2Client>> actions() {
        var actions = new TreeMap<String, Consumer<Ec2Client>>();
        actions.put("DescribeInstances", ec2 -> ec2.describeInstances(r -> r.dryRun(true)));
        actions.put("DescribeInstanceTypes", ec2 -> ec2.describeInstanceTypes(r -> r.dryRun(true)));
        actions.put("DescribeInstanceTypeOfferings", ec2 -> ec2.describeInstanceTypeOfferings(r -> r.dryRun(true)));
        actions.put(
                "DescribeImages", ec2 -> ec2.describeImages(r -> r.dryRun(true).owners("self")));
        actions.put("DescribeSubnets", ec2 -> ec2.describeSubnets(r -> r.dryRun(true)));
        actions.put("DescribeSecurityGroups", ec2 -> ec2.describeSecurityGroups(r -> r.dryRun(true)));
        actions.put(
                "GetConsoleOutput",
                ec2 -> ec2.getConsoleOutput(r -> r.dryRun(true).instanceId("i-" + ID)));
        actions.put(
                "ImportKeyPair",
                ec2 -> ec2.importKeyPair(r -> r.dryRun(true)
                        .keyName(NAME)
                        .publicKeyMaterial(SdkBytes.fromUtf8String("ssh-ed25519 AAAA " + NAME))));
        actions.put(
                "DeleteKeyPair", ec2 -> ec2.deleteKeyPair(r -> r.dryRun(true).keyName(NAME)));
        actions.put(
                "CreateSecurityGroup",
                ec2 -> ec2.createSecurityGroup(
                        r -> r.dryRun(true).groupName(NAME).description(NAME)));
        actions.put(
                "DeleteSecurityGroup",
                ec2 -> ec2.deleteSecurityGroup(r -> r.dryRun(true).groupId(GROUP)));
        actions.put(
                "AuthorizeSecurityGroupIngress",
                ec2 -> ec2.authorizeSecurityGroupIngress(r -> r.dryRun(true).groupId(GROUP)));
        actions.put(
                "AuthorizeSecurityGroupEgress",
                ec2 -> ec2.authorizeSecurityGroupEgress(r -> r.dryRun(true).groupId(GROUP)));
        actions.put(
                "RevokeSecurityGroupEgress",
                ec2 -> ec2.revokeSecurityGroupEgress(r -> r.dryRun(true).groupId(GROUP)));
        actions.put(
                "RunInstances",
                ec2 -> ec2.runInstances(r -> r.dryRun(true)
                        .imageId("ami-" + ID)
                        .instanceType("t3.micro")
                        .minCount(1)
                        .maxCount(1)));
        actions.put(
                "TerminateInstances",
                ec2 -> ec2.terminateInstances(r -> r.dryRun(true).instanceIds("i-" + ID)));
        actions.put(
                "CreateTags",
                ec2 -> ec2.createTags(r -> r.dryRun(true).resources("i-" + ID).tags(Tags.tag(Tags.NAME, NAME))));
        actions.put("DeleteTags", ec2 -> ec2.deleteTags(r -> r.dryRun(true).resources("i-" + ID)));
        actions.put(
                "CreateImage",
                ec2 -> ec2.createImage(r -> r.dryRun(true).instanceId("i-" + ID).name(NAME)));
        actions.put(
                "DeregisterImage",
                ec2 -> ec2.deregisterImage(r -> r.dryRun(true).imageId("ami-" + ID)));
        actions.putAll(reaping());
        actions.put(
                "DeleteSnapshot", ec2 -> ec2.deleteSnapshot(r -> r.dryRun(true).snapshotId("snap-" + ID)));
        return actions;
    }

    /** What {@code vm reap} asks for beyond what a VM needs. */
    private static Map<String, Consumer<Ec2Client>> reaping() {
        return Map.of(
                "DescribeRegions", ec2 -> ec2.describeRegions(r -> r.dryRun(true)),
                "DescribeKeyPairs", ec2 -> ec2.describeKeyPairs(r -> r.dryRun(true)),
                "DescribeVolumes", ec2 -> ec2.describeVolumes(r -> r.dryRun(true)),
                "DeleteVolume", ec2 -> ec2.deleteVolume(r -> r.dryRun(true).volumeId("vol-" + ID)),
                "DescribeSnapshots",
                        ec2 -> ec2.describeSnapshots(r -> r.dryRun(true).ownerIds("self")),
                "DescribeAddresses", ec2 -> ec2.describeAddresses(r -> r.dryRun(true)),
                "ReleaseAddress", ec2 -> ec2.releaseAddress(r -> r.dryRun(true).allocationId("eipalloc-" + ID)),
                "DescribeSpotInstanceRequests", ec2 -> ec2.describeSpotInstanceRequests(r -> r.dryRun(true)),
                "CancelSpotInstanceRequests",
                        ec2 -> ec2.cancelSpotInstanceRequests(
                                r -> r.dryRun(true).spotInstanceRequestIds("sir-" + ID)));
    }

    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        actions().forEach((action, call) -> found.add(tried("ec2:" + action, call)));
        return found;
    }

    /** Any other refusal than this one comes after the permission was granted. */
    private Finding tried(String action, Consumer<Ec2Client> call) {
        try {
            call.accept(aws.client());
            return Finding.ok(action, "permitted");
        } catch (SdkException e) {
            var code = AwsErrors.code(e);
            if (code.isEmpty()) {
                throw AwsErrors.translate(e, "check permissions");
            }
            return code.equals(DENIED)
                    ? Finding.fail(
                            action, AwsErrors.message(e), "let somebody who may give you the policy in the README")
                    : Finding.ok(action, "permitted");
        }
    }

    /**
     * The least that a user needs, for IAM. Public parameters are the publishers' own word on their newest images; without
     * that permission they are asked by name. {@code sts:GetCallerIdentity} needs no permission.
     */
    static String policy() {
        var text = new StringBuilder("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "Workbench",
                      "Effect": "Allow",
                      "Action": [
                """);
        var names = Stream.concat(actions().keySet().stream().map(name -> "ec2:" + name), Stream.of(QUOTAS))
                .toList();
        for (var name : names) {
            text.append("        \"").append(name).append(name.equals(names.getLast()) ? "\"\n" : "\",\n");
        }
        return text.append("""
                      ],
                      "Resource": "*"
                    },
                    {
                      "Sid": "WorkbenchBaseImages",
                      "Effect": "Allow",
                      "Action": "%s",
                      "Resource": "%s"
                    }
                  ]
                }
                """.formatted(PublicParameters.ACTION, PublicParameters.RESOURCE))
                .toString();
    }
}
