package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.VmState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The instances of one region, found by the names we gave them. Whoever waits asks often, so an answer is kept for a
 * while: for seconds while something is about to change, longer when nothing is.
 */
final class Instances {
    static final Duration CHANGING = Duration.ofSeconds(3);
    private static final Duration STEADY = Duration.ofSeconds(15);
    /** AWS may not know an instance yet that it has just started. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private static final String BY_US = "Client.UserInitiatedShutdown";
    private static final String BY_ITSELF = "Client.InstanceInitiatedShutdown";
    private static final String SPOT_ENDED = "Server.SpotInstanceTermination";

    private final Aws aws;
    private final Options.Address reachedBy;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    Instances(Aws aws, Options.Address reachedBy, Clock clock) {
        this.aws = aws;
        this.reachedBy = reachedBy;
        this.clock = clock;
    }

    /** An instance as AWS last showed it; {@code launched} when this process started it. */
    private record Seen(Optional<Instance> instance, Instant at, Optional<Instant> launched) {}

    void launched(String name, Instance instance) {
        var now = clock.instant();
        seen.put(name, new Seen(Optional.of(instance), now, Optional.of(now)));
    }

    /** The next look asks AWS. */
    void forget(String name) {
        seen.remove(name);
    }

    VmState state(String name) {
        return look(name).map(this::state).orElseGet(VmState.Gone::new);
    }

    /** The instance of that name, as it was a few seconds ago at most. */
    Optional<Instance> look(String name) {
        var now = clock.instant();
        var known = seen.get(name);
        if (known != null && now.isBefore(known.at().plus(patience(known)))) {
            return known.instance();
        }
        var found = known == null || known.launched().isEmpty() ? newest(find(Tags.named(name))) : again(known, now);
        seen.put(name, new Seen(found, now, known == null ? Optional.empty() : known.launched()));
        return found;
    }

    /**
     * The same, where there has to be one.
     *
     * @throws WorkbenchException (exit code 4) when there is none
     */
    Instance existing(String name) {
        return look(name)
                .orElseThrow(() -> WorkbenchException.provider("vm_gone", "the VM does not exist any more")
                        .at(name));
    }

    /** The names of all of ours that are not gone; an instance without a name has its id. */
    List<String> names() {
        return find(Tags.ours()).stream()
                .filter(instance -> !(state(instance) instanceof VmState.Gone))
                .map(instance -> Tags.map(instance.tags()).getOrDefault(Tags.NAME, instance.instanceId()))
                .distinct()
                .sorted()
                .toList();
    }

    private Duration patience(Seen known) {
        return known.instance().map(this::state).orElseGet(VmState.Gone::new) instanceof VmState.Starting
                ? CHANGING
                : STEADY;
    }

    /** One that this process started is asked for by its id, which is the first thing that AWS knows it by. */
    private Optional<Instance> again(Seen known, Instant now) {
        var id = known.instance().map(Instance::instanceId).orElse("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            var request = DescribeInstancesRequest.builder().instanceIds(id).build();
            var found = aws.client().describeInstances(request).reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .findFirst();
            return found.isEmpty() && isSettling(known, now) ? known.instance() : found;
        } catch (Ec2Exception e) {
            if (AwsErrors.code(e).startsWith("InvalidInstanceID")) {
                return isSettling(known, now) ? known.instance() : Optional.empty();
            }
            throw AwsErrors.translate(e, "look at the instance " + id);
        }
    }

    private static boolean isSettling(Seen known, Instant now) {
        return known.launched().map(at -> now.isBefore(at.plus(SETTLING))).orElse(false)
                && known.instance().map(Instances::isPending).orElse(false);
    }

    static boolean isPending(Instance instance) {
        return instance.state().name() == InstanceStateName.PENDING;
    }

    /** All that the filters let through, whatever their state. */
    List<Instance> find(Filter... filters) {
        var request = DescribeInstancesRequest.builder().filters(filters).build();
        return aws.ec2(
                "look for instances",
                ec2 -> ec2.describeInstancesPaginator(request).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .toList());
    }

    private static Optional<Instance> newest(List<Instance> instances) {
        return instances.stream()
                .max(Comparator.comparing((Instance instance) -> !isTerminated(instance))
                        .thenComparing(Instance::launchTime));
    }

    static boolean isTerminated(Instance instance) {
        return instance.state().name() == InstanceStateName.TERMINATED;
    }

    VmState state(Instance instance) {
        return switch (instance.state().name()) {
            case PENDING -> new VmState.Starting();
            case RUNNING -> address(instance).<VmState>map(VmState.Running::new).orElseGet(VmState.Starting::new);
            case STOPPING, STOPPED -> new VmState.Broken("it was stopped: " + reason(instance));
            case SHUTTING_DOWN -> new VmState.Broken("it is being terminated: " + reason(instance));
            case TERMINATED ->
                code(instance).equals(BY_US)
                        ? new VmState.Gone()
                        : new VmState.Broken("it was terminated: " + reason(instance));
            case UNKNOWN_TO_SDK_VERSION ->
                new VmState.Broken("it is in the state " + instance.state().nameAsString());
        };
    }

    Optional<String> address(Instance instance) {
        var address = switch (reachedBy) {
            case PUBLIC -> instance.publicIpAddress();
            case PRIVATE -> instance.privateIpAddress();
        };
        return Optional.ofNullable(address).filter(text -> !text.isEmpty());
    }

    private static String code(Instance instance) {
        return instance.stateReason() == null
                ? ""
                : String.valueOf(instance.stateReason().code());
    }

    private static String reason(Instance instance) {
        return switch (code(instance)) {
            case BY_US -> "by a call to AWS";
            case BY_ITSELF -> "it shut itself down, as it does when its time is up";
            case SPOT_ENDED -> "AWS took the spot capacity back";
            default ->
                instance.stateReason() == null
                        ? "AWS does not say why"
                        : String.valueOf(instance.stateReason().message());
        };
    }
}
