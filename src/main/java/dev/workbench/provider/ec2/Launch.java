package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.vm.Spending;
import dev.workbench.vm.VmRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Starts one instance, at the first of the candidates that AWS has room for. An instance has no profile, only IMDSv2, an
 * encrypted root volume that goes with it, and ends for good when it shuts itself down.
 *
 * @param types of the catalogue, by name
 */
record Launch(Aws aws, Options options, Spending spending, Map<String, InstanceType> types, Progress progress) {
    static final Set<String> NO_ROOM = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "InsufficientCapacity",
            "InsufficientFreeAddressesInSubnet",
            "InsufficientAddressCapacity",
            "UnfulfillableCapacity",
            "SpotMaxPriceTooLow",
            "Unsupported");
    private static final Set<String> OVER_QUOTA = Set.of(
            "VcpuLimitExceeded", "InstanceLimitExceeded", "MaxSpotInstanceCountExceeded", "SpotInstanceCountExceeded");
    private static final int TOKEN_BYTES = 24;
    private static final int DOUBTFUL_SIZE = 32;

    /** The image to start from, and its root volume. */
    record Disk(String ami, String rootDevice, int rootGib) {}

    /** A candidate that AWS did not take, and why. */
    private record Refusal(Candidate candidate, String code, String why) {}

    Instance run(VmRequest request, Disk disk, List<Candidate> candidates, String securityGroup) {
        var refusals = new ArrayList<Refusal>();
        var exhausted = new HashMap<String, Candidate>();
        for (var candidate : candidates) {
            var quota = quota(candidate);
            if (exhausted.containsKey(quota)) {
                continue;
            }
            var instance = attempt(request, disk, candidate, securityGroup, refusals);
            if (instance.isPresent()) {
                return instance.get();
            }
            var last = refusals.getLast();
            if (OVER_QUOTA.contains(last.code())) {
                exhausted.put(quota, candidate);
            }
            progress.note(candidate + ": " + last.why());
        }
        throw none(refusals, exhausted);
    }

    private Optional<Instance> attempt(
            VmRequest request, Disk disk, Candidate candidate, String securityGroup, List<Refusal> refusals) {
        try {
            var call = call(request, disk, candidate, securityGroup);
            var answer = Settling.known(() -> aws.client().runInstances(call));
            progress.note("started " + candidate);
            return Optional.of(answer.instances().getFirst());
        } catch (Ec2Exception e) {
            var code = AwsErrors.code(e);
            if (!NO_ROOM.contains(code) && !OVER_QUOTA.contains(code)) {
                throw AwsErrors.translate(e, "start an instance");
            }
            var why = OVER_QUOTA.contains(code)
                    ? "over your account's quota '" + quota(candidate) + "'"
                    : "no room (" + code + ")";
            refusals.add(new Refusal(candidate, code, why));
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.translate(e, "start an instance");
        }
    }

    private static String quota(Candidate candidate) {
        return Quota.of(candidate.type()).word(candidate.spot());
    }

    private WorkbenchException none(List<Refusal> refusals, Map<String, Candidate> exhausted) {
        var details = new StringBuilder();
        refusals.forEach(refusal -> details.append(refusal.candidate())
                .append(": ")
                .append(refusal.why())
                .append('\n'));
        if (!exhausted.isEmpty()) {
            return WorkbenchException.provider(
                            "over_quota",
                            "your AWS account's quota '" + String.join("', '", exhausted.keySet()) + "' in "
                                    + aws.region() + " does not allow another machine of this size")
                    .details(details.toString().strip())
                    .hint("end other instances, or ask for more: "
                            + exhausted.values().stream().map(this::request).collect(Collectors.joining("; ")));
        }
        return WorkbenchException.provider(
                        "no_capacity",
                        refusals.isEmpty()
                                ? "no zone with a subnet of yours offers these instance types"
                                : "AWS has no room now for any machine that fits (" + refusals.size() + " tried)")
                .details(details.toString().strip())
                .hint("try again later, in another AWS_REGION, or with wider ranges in the VM spec");
    }

    private String request(Candidate candidate) {
        var type = types.get(candidate.type());
        var vcpus = type == null ? DOUBTFUL_SIZE : type.cpus() * 4;
        return Quota.of(candidate.type()).request(candidate.spot(), vcpus, aws.region());
    }

    RunInstancesRequest call(VmRequest request, Disk disk, Candidate candidate, String securityGroup) {
        var call = RunInstancesRequest.builder()
                .imageId(disk.ami())
                .instanceType(candidate.type())
                .minCount(1)
                .maxCount(1)
                .clientToken(token(request, candidate))
                .keyName(request.name())
                .userData(
                        UserData.encoded(request.identity(), request.ownership().expires()))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                .metadataOptions(metadata -> metadata.httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(1)
                        .httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .instanceMetadataTags(InstanceMetadataTagsState.ENABLED))
                .networkInterfaces(InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .subnetId(candidate.subnet())
                        .groups(securityGroup)
                        .associatePublicIpAddress(options.reachedBy() == Options.Address.PUBLIC)
                        .deleteOnTermination(true)
                        .build())
                .blockDeviceMappings(rootVolume(disk))
                .tagSpecifications(tags(request, candidate));
        if (candidate.spot()) {
            call.instanceMarketOptions(spot());
        }
        return call.build();
    }

    private BlockDeviceMapping rootVolume(Disk disk) {
        return BlockDeviceMapping.builder()
                .deviceName(disk.rootDevice())
                .ebs(ebs -> ebs.encrypted(true)
                        .deleteOnTermination(true)
                        .volumeType(VolumeType.GP3)
                        .volumeSize(Math.max(disk.rootGib(), options.rootGib())))
                .build();
    }

    private static List<TagSpecification> tags(VmRequest request, Candidate candidate) {
        var tags = Tags.of(request.name(), request.ownership());
        var kinds =
                new ArrayList<>(List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE));
        if (candidate.spot()) {
            kinds.add(ResourceType.SPOT_INSTANCES_REQUEST);
        }
        return kinds.stream().map(kind -> Tags.specification(kind, tags)).toList();
    }

    private InstanceMarketOptionsRequest spot() {
        return InstanceMarketOptionsRequest.builder()
                .marketType(MarketType.SPOT)
                .spotOptions(market -> {
                    market.spotInstanceType(SpotInstanceType.ONE_TIME)
                            .instanceInterruptionBehavior(InstanceInterruptionBehavior.TERMINATE);
                    spending.maxPrice().ifPresent(most -> market.maxPrice(Double.toString(most)));
                })
                .build();
    }

    /**
     * The same for the same attempt: however often it is sent, it starts one instance. Another launch under the same name,
     * such as the next bake of an environment, has another host key.
     */
    private static String token(VmRequest request, Candidate candidate) {
        var attempt =
                request.name() + "\n" + candidate + "\n" + request.identity().hostPublicKey();
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(attempt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TOKEN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
