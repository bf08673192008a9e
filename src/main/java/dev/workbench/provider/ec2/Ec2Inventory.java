package dev.workbench.provider.ec2;

import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory;
import dev.workbench.vm.Ownership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SpotInstanceState;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What one region of an AWS account holds of workbench's, found by tags, a page at a time. */
final class Ec2Inventory implements Inventory {
    private static final String SELF = "self";
    private static final String PURPOSE = "look for what workbench made";
    private static final int PAGE = 200;

    private final Aws aws;
    private final PriceTables prices;

    Ec2Inventory(Aws aws, PriceTables prices) {
        this.aws = aws;
        this.prices = prices;
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
        return new Ec2Inventory(aws.in(place), prices);
    }

    @Override
    public String place() {
        return aws.region();
    }

    @Override
    public Stream<Holding> holdings(Kind kind, Optional<String> owner) {
        var ours = owner.map(name -> Tags.filter("tag:" + Ownership.LABEL_OWNER, Tags.fitting(name)))
                .map(mine -> new Filter[] {Tags.ours(), mine})
                .orElseGet(() -> new Filter[] {Tags.ours()});
        return switch (kind) {
            case SPOT_REQUEST -> spotRequests(ours);
            case INSTANCE -> instances(ours);
            case IMAGE -> images(ours);
            case SNAPSHOT -> snapshots(ours);
            case VOLUME -> volumes(ours);
            case ADDRESS -> addresses(ours);
            case SECURITY_GROUP -> groups(ours);
            case KEY_PAIR -> keys(ours);
            case ENVIRONMENT, VM, CONTAINER, IMAGE_DRAFT, NETWORK -> Stream.empty();
        };
    }

    /** One page is in memory at a time; the next is asked for when the stream gets there. */
    private <T> Stream<T> pages(Function<Ec2Client, SdkIterable<T>> call) {
        var items = aws.ec2(PURPOSE, call).iterator();
        var translating = new Iterator<T>() {
            @Override
            public boolean hasNext() {
                return aws.ec2(PURPOSE, ec2 -> items.hasNext());
            }

            @Override
            public T next() {
                return aws.ec2(PURPOSE, ec2 -> items.next());
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(translating, Spliterator.ORDERED), false);
    }

    private Stream<Holding> spotRequests(Filter... ours) {
        return pages(ec2 -> ec2.describeSpotInstanceRequestsPaginator(
                                request -> request.filters(ours).maxResults(PAGE))
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

    private Stream<Holding> instances(Filter... ours) {
        var table = prices.of(aws.region());
        return pages(ec2 -> ec2.describeInstancesPaginator(
                                request -> request.filters(ours).maxResults(PAGE))
                        .reservations())
                .flatMap(reservation -> reservation.instances().stream())
                .map(instance -> instance(instance, table));
    }

    private Holding instance(Instance instance, Prices table) {
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
                table.of(instance.instanceTypeAsString()));
    }

    private Stream<Holding> images(Filter... ours) {
        return pages(ec2 -> ec2.describeImagesPaginator(
                                request -> request.owners(SELF).filters(ours).maxResults(PAGE))
                        .images())
                .map(image -> holding(
                        Kind.IMAGE,
                        image.imageId(),
                        Amis.isWhole(image) ? Holding.WHOLE : image.stateAsString(),
                        Instant.parse(image.creationDate()),
                        image.tags(),
                        snapshots(image),
                        OptionalDouble.empty()));
    }

    /** The ids of the snapshots that hold an image's disks. */
    static List<String> snapshots(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping -> mapping.ebs() != null && mapping.ebs().snapshotId() != null)
                .map(mapping -> mapping.ebs().snapshotId())
                .toList();
    }

    private Stream<Holding> snapshots(Filter... ours) {
        return pages(ec2 -> ec2.describeSnapshotsPaginator(
                                request -> request.ownerIds(SELF).filters(ours).maxResults(PAGE))
                        .snapshots())
                .map(snapshot -> holding(
                        Kind.SNAPSHOT,
                        snapshot.snapshotId(),
                        snapshot.stateAsString(),
                        snapshot.startTime(),
                        snapshot.tags(),
                        List.of(),
                        perHour(snapshot)));
    }

    private StoragePrices storage() {
        return prices.of(aws.region()).storage();
    }

    /** At most: a snapshot holds no more than its volume did. */
    private OptionalDouble perHour(Snapshot snapshot) {
        var perMonth = storage()
                .snapshots((long) Optional.ofNullable(snapshot.volumeSize()).orElse(0) << 30);
        return perMonth.isPresent()
                ? OptionalDouble.of(perMonth.getAsDouble() / StoragePrices.HOURS_A_MONTH)
                : OptionalDouble.empty();
    }

    private Stream<Holding> volumes(Filter... ours) {
        return pages(ec2 -> ec2.describeVolumesPaginator(
                                request -> request.filters(ours).maxResults(PAGE))
                        .volumes())
                .map(volume -> holding(
                        Kind.VOLUME,
                        volume.volumeId(),
                        volume.stateAsString(),
                        volume.createTime(),
                        volume.tags(),
                        List.of(),
                        storage()
                                .volume(
                                        volume.volumeTypeAsString(),
                                        Optional.ofNullable(volume.size()).orElse(0))));
    }

    private Stream<Holding> addresses(Filter... ours) {
        return aws.ec2(PURPOSE, ec2 -> ec2.describeAddresses(request -> request.filters(ours))).addresses().stream()
                .map(address -> holding(
                        Kind.ADDRESS,
                        address.allocationId(),
                        address.associationId() == null ? "available" : "associated",
                        null,
                        address.tags(),
                        List.of(),
                        storage().address()));
    }

    private Stream<Holding> groups(Filter... ours) {
        return pages(ec2 -> ec2.describeSecurityGroupsPaginator(
                                request -> request.filters(ours).maxResults(PAGE))
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

    private Stream<Holding> keys(Filter... ours) {
        return aws.ec2(PURPOSE, ec2 -> ec2.describeKeyPairs(request -> request.filters(ours))).keyPairs().stream()
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
    public List<Refusal> delete(Kind kind, List<String> ids) {
        return new Ec2Deletion(aws).delete(kind, ids);
    }
}
