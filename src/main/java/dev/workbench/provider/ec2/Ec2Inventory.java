package dev.workbench.provider.ec2;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.SpotInstanceState;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What one region of an AWS account holds of workbench's, found by tags, a page at a time. */
final class Ec2Inventory implements Inventory {
    private static final String SELF = "self";
    private static final Set<String> IN_USE = Set.of("DependencyViolation", "VolumeInUse", "InvalidSnapshot.InUse");

    private final Aws aws;
    private final Prices prices = Prices.shipped();

    Ec2Inventory(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<String> places() {
        return aws.ec2("list the regions", Ec2Client::describeRegions).regions().stream()
                .map(Region::regionName)
                .sorted()
                .toList();
    }

    @Override
    public Inventory in(String place) {
        return new Ec2Inventory(aws.in(place));
    }

    @Override
    public Stream<Holding> holdings(Kind kind) {
        return aws.ec2("look for what workbench made", ec2 -> switch (kind) {
            case SPOT_REQUEST -> spotRequests(ec2);
            case INSTANCE -> instances(ec2);
            case IMAGE -> images(ec2);
            case SNAPSHOT -> snapshots(ec2);
            case VOLUME -> volumes(ec2);
            case ADDRESS -> addresses(ec2);
            case SECURITY_GROUP -> groups(ec2);
            case KEY_PAIR -> keys(ec2);
        });
    }

    private static <T> Stream<T> pages(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    private Stream<Holding> spotRequests(Ec2Client ec2) {
        return pages(ec2.describeSpotInstanceRequestsPaginator(request -> request.filters(Tags.ours()))
                        .spotInstanceRequests())
                .map(spot -> holding(
                        Kind.SPOT_REQUEST,
                        spot.spotInstanceRequestId(),
                        spot.state() == SpotInstanceState.OPEN || spot.state() == SpotInstanceState.ACTIVE
                                ? spot.stateAsString()
                                : Holding.ENDED,
                        spot.createTime(),
                        spot.tags(),
                        List.of(),
                        OptionalDouble.empty()));
    }

    private Stream<Holding> instances(Ec2Client ec2) {
        return pages(ec2.describeInstancesPaginator(request -> request.filters(Tags.ours()))
                        .reservations())
                .flatMap(reservation -> reservation.instances().stream())
                .map(this::instance);
    }

    private Holding instance(Instance instance) {
        var uses = new ArrayList<String>();
        instance.securityGroups().forEach(group -> uses.add(group.groupId()));
        instance.blockDeviceMappings().forEach(mapping -> uses.add(mapping.ebs().volumeId()));
        return holding(
                Kind.INSTANCE,
                instance.instanceId(),
                Instances.isTerminated(instance)
                        ? Holding.ENDED
                        : instance.state().nameAsString(),
                instance.launchTime(),
                instance.tags(),
                uses,
                prices.of(instance.instanceTypeAsString()));
    }

    private Stream<Holding> images(Ec2Client ec2) {
        return pages(ec2.describeImagesPaginator(request -> request.owners(SELF).filters(Tags.ours()))
                        .images())
                .map(image -> holding(
                        Kind.IMAGE,
                        image.imageId(),
                        image.stateAsString(),
                        Instant.parse(image.creationDate()),
                        image.tags(),
                        snapshots(image),
                        OptionalDouble.empty()));
    }

    private static List<String> snapshots(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping -> mapping.ebs() != null && mapping.ebs().snapshotId() != null)
                .map(mapping -> mapping.ebs().snapshotId())
                .toList();
    }

    private Stream<Holding> snapshots(Ec2Client ec2) {
        return pages(ec2.describeSnapshotsPaginator(
                                request -> request.ownerIds(SELF).filters(Tags.ours()))
                        .snapshots())
                .map(snapshot -> holding(
                        Kind.SNAPSHOT,
                        snapshot.snapshotId(),
                        snapshot.stateAsString(),
                        snapshot.startTime(),
                        snapshot.tags(),
                        List.of(),
                        OptionalDouble.empty()));
    }

    private Stream<Holding> volumes(Ec2Client ec2) {
        return pages(ec2.describeVolumesPaginator(request -> request.filters(Tags.ours()))
                        .volumes())
                .map(volume -> holding(
                        Kind.VOLUME,
                        volume.volumeId(),
                        volume.stateAsString(),
                        volume.createTime(),
                        volume.tags(),
                        List.of(),
                        OptionalDouble.empty()));
    }

    private Stream<Holding> addresses(Ec2Client ec2) {
        return ec2.describeAddresses(request -> request.filters(Tags.ours())).addresses().stream()
                .map(address -> holding(
                        Kind.ADDRESS,
                        address.allocationId(),
                        address.associationId() == null ? "available" : "associated",
                        null,
                        address.tags(),
                        List.of(),
                        OptionalDouble.empty()));
    }

    private Stream<Holding> groups(Ec2Client ec2) {
        return pages(ec2.describeSecurityGroupsPaginator(request -> request.filters(Tags.ours()))
                        .securityGroups())
                .map(group -> holding(
                        Kind.SECURITY_GROUP,
                        group.groupId(),
                        "available",
                        null,
                        group.tags(),
                        List.of(),
                        OptionalDouble.empty()));
    }

    private Stream<Holding> keys(Ec2Client ec2) {
        return ec2.describeKeyPairs(request -> request.filters(Tags.ours())).keyPairs().stream()
                .map(key -> holding(
                        Kind.KEY_PAIR,
                        key.keyPairId(),
                        "available",
                        key.createTime(),
                        key.tags(),
                        List.of(),
                        OptionalDouble.empty()));
    }

    private Holding holding(
            Kind kind,
            String id,
            String state,
            @Nullable Instant created,
            List<Tag> tags,
            List<String> uses,
            OptionalDouble perHour) {
        var all = Tags.map(tags);
        return new Holding(
                kind,
                aws.region(),
                id,
                all.getOrDefault(Tags.NAME, id),
                state,
                Optional.ofNullable(created),
                all,
                uses,
                perHour);
    }

    @Override
    public void delete(Holding holding) {
        try {
            deletion(holding.kind(), holding.id()).accept(aws.client());
        } catch (SdkException e) {
            var code = AwsErrors.code(e);
            if (code.endsWith(".NotFound") || code.equals("InvalidAMIID.Unavailable")) {
                return;
            }
            if (IN_USE.contains(code)) {
                throw WorkbenchException.of(
                                ExitCode.LEFT_BEHIND,
                                "in_use",
                                holding.id() + " is still in use: " + AwsErrors.message(e))
                        .causedBy(e);
            }
            throw AwsErrors.translate(e, "delete " + holding.id());
        }
    }

    private static Consumer<Ec2Client> deletion(Kind kind, String id) {
        return switch (kind) {
            case SPOT_REQUEST -> ec2 -> ec2.cancelSpotInstanceRequests(request -> request.spotInstanceRequestIds(id));
            case INSTANCE -> ec2 -> ec2.terminateInstances(request -> request.instanceIds(id));
            case IMAGE -> ec2 -> ec2.deregisterImage(request -> request.imageId(id));
            case SNAPSHOT -> ec2 -> ec2.deleteSnapshot(request -> request.snapshotId(id));
            case VOLUME -> ec2 -> ec2.deleteVolume(request -> request.volumeId(id));
            case ADDRESS -> ec2 -> ec2.releaseAddress(request -> request.allocationId(id));
            case SECURITY_GROUP -> ec2 -> ec2.deleteSecurityGroup(request -> request.groupId(id));
            case KEY_PAIR -> ec2 -> ec2.deleteKeyPair(request -> request.keyPairId(id));
        };
    }
}
