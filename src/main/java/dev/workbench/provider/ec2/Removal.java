package dev.workbench.provider.ec2;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Removes all that a launch made under one name: instances with their volumes, key pair, security group. What is gone
 * already counts as removed, also when somebody else removes it at the same time.
 */
final class Removal {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration RARE_LOOK = Duration.ofSeconds(10);
    private static final Duration END_LIMIT = Duration.ofMinutes(8);
    private static final Duration DETACH_LIMIT = Duration.ofMinutes(2);
    private static final Duration APPEARANCE_LIMIT = Duration.ofSeconds(12);
    private static final Set<String> GONE =
            Set.of("InvalidGroup.NotFound", "InvalidInstanceID.NotFound", "InvalidKeyPair.NotFound");

    private final Aws aws;
    private final Instances instances;
    private final Launched launched;

    Removal(Aws aws, Instances instances, Launched launched) {
        this.launched = launched;
        this.aws = aws;
        this.instances = instances;
    }

    /** @throws WorkbenchException (exit code 6) when something does not go away */
    void remove(String name) {
        var found = find(name);
        terminate(found);
        quietly("delete a key pair", () -> aws.client().deleteKeyPair(key -> key.keyName(name)));
        awaitEnd(name, found);
        groups(name).forEach(group -> delete(name, group));
        instances.forget(name);
    }

    private List<Instance> find(String name) {
        var found = instances.find(Tags.named(name));
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, launched.isUncertain(name) ? APPEARANCE_LIMIT : Duration.ZERO);
        while (found.isEmpty() && pauses.another()) {
            found = instances.find(Tags.named(name));
        }
        return found;
    }

    private void terminate(List<Instance> found) {
        var alive = ids(found.stream()
                .filter(instance -> !Instances.isTerminated(instance))
                .toList());
        if (!alive.isEmpty()) {
            quietly(
                    "terminate an instance",
                    () -> Settling.known(() -> aws.client().terminateInstances(request -> request.instanceIds(alive))));
        }
        // AWS shows for an hour what has ended: one that ended by itself must not look as if it were still there.
        var ended = ids(found.stream()
                .filter(Instances::isTerminated)
                .filter(instance -> instances.state(instance) instanceof VmState.Broken)
                .toList());
        if (!ended.isEmpty()) {
            quietly(
                    "untag an instance",
                    () -> aws.client()
                            .deleteTags(request ->
                                    request.resources(ended).tags(any(Tags.NAME), any(Ownership.LABEL_ENVIRONMENT))));
        }
    }

    private static Tag any(String key) {
        return Tag.builder().key(key).build();
    }

    private void awaitEnd(String name, List<Instance> found) {
        if (found.stream().allMatch(Instances::isTerminated)) {
            return;
        }
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, END_LIMIT);
        while (instances.find(Tags.named(name)).stream().anyMatch(instance -> !Instances.isTerminated(instance))) {
            if (!pauses.another()) {
                throw leftBehind(
                        "the instance " + String.join(", ", ids(found)),
                        "aws ec2 terminate-instances --instance-ids " + String.join(" ", ids(found)));
            }
        }
    }

    /** By the name, and the one that this process made: it may be too new to be found. */
    private Set<String> groups(String name) {
        var found = aws
                .ec2(
                        "look for a security group",
                        ec2 -> ec2.describeSecurityGroups(
                                request -> request.filters(Tags.filter("group-name", name), Tags.ours())))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .collect(Collectors.toCollection(TreeSet::new));
        launched.group(name).ifPresent(found::add);
        return found;
    }

    /** A group can only go when the last network interface in it has gone. */
    private void delete(String name, String group) {
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, DETACH_LIMIT);
        while (!isDeleted(group)) {
            if (!pauses.another()) {
                throw leftBehind(
                        "the security group " + group + " of " + name,
                        "aws ec2 delete-security-group --group-id " + group);
            }
        }
    }

    private boolean isDeleted(String group) {
        try {
            aws.client().deleteSecurityGroup(request -> request.groupId(group));
            return true;
        } catch (Ec2Exception e) {
            if (GONE.contains(AwsErrors.code(e))) {
                return true;
            }
            if (AwsErrors.code(e).equals("DependencyViolation")) {
                return false;
            }
            throw AwsErrors.translate(e, "delete a security group");
        }
    }

    private void quietly(String purpose, Runnable call) {
        try {
            call.run();
        } catch (Ec2Exception e) {
            if (!GONE.contains(AwsErrors.code(e))) {
                throw AwsErrors.translate(e, purpose);
            }
        } catch (SdkException e) {
            throw AwsErrors.translate(e, purpose);
        }
    }

    private static List<String> ids(List<Instance> instances) {
        return instances.stream().map(Instance::instanceId).collect(Collectors.toList());
    }

    private WorkbenchException leftBehind(String what, String command) {
        return WorkbenchException.of(ExitCode.LEFT_BEHIND, "vm_left_behind", what + " does not go away")
                .hint("try: " + command + " --region " + aws.region());
    }
}
