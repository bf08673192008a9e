package dev.workbench.provider.ec2;

import dev.workbench.vm.AccountImage;
import dev.workbench.vm.AccountImage.Snapshot;
import dev.workbench.vm.AccountImages;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory.Refusal;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.Protection;
import dev.workbench.vm.VmImage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The AMIs of our own account in one region, with their snapshots and what these cost at most: EBS keeps of a snapshot only
 * what no earlier one has, and bills no more than that.
 */
final class AccountAmis implements AccountImages {
    private static final String SELF = "self";
    private static final int PAGE = 200;
    /** As many as AWS takes. */
    private static final int FILTER_VALUES = 200;

    private static final Filter BAKED = Tags.filter("tag-key", Tags.KEY);

    private final Aws aws;
    private final PriceTables prices;
    private final Clock clock;

    AccountAmis(Aws aws, PriceTables prices, Clock clock) {
        this.aws = aws;
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public String place() {
        return aws.region();
    }

    @Override
    public AccountImages in(String place) {
        return new AccountAmis(aws.in(place), prices, clock);
    }

    @Override
    public List<VmImage> all() {
        return described(BAKED);
    }

    private List<VmImage> described(Filter... filters) {
        var images = aws.ec2(
                "look for images",
                ec2 -> ec2
                        .describeImagesPaginator(
                                request -> request.owners(SELF).filters(filters).maxResults(PAGE))
                        .images()
                        .stream()
                        .filter(image -> Amis.read(image).isPresent())
                        .toList());
        if (images.isEmpty()) {
            return List.of();
        }
        var snapshots = snapshots();
        var users = users(images.stream().map(Image::imageId).toList());
        var table = prices.of(aws.region());
        return images.stream()
                .flatMap(image -> Amis.read(image).stream()
                        .map(read -> withAccount(
                                read,
                                image,
                                own(image, snapshots),
                                table,
                                users.getOrDefault(image.imageId(), Set.of()))))
                .toList();
    }

    private VmImage withAccount(
            VmImage read, Image image, List<Snapshot> snapshots, Prices table, Collection<String> users) {
        var bytes = snapshots.stream().mapToLong(Snapshot::bytes).sum();
        var perMonth = table.storage().snapshots(bytes);
        var tags = Tags.map(image.tags());
        return read.in(
                new AccountImage(
                        aws.region(),
                        image.stateAsString(),
                        Amis.isWhole(image),
                        tags.getOrDefault(Ownership.LABEL_OWNER, ""),
                        List.copyOf(users),
                        Optional.ofNullable(image.lastLaunchedTime()).map(Instant::parse),
                        snapshots,
                        perMonth,
                        basis(perMonth, table),
                        tags),
                bytes);
    }

    private static String basis(OptionalDouble perMonth, Prices table) {
        return perMonth.isPresent()
                ? "EBS snapshots at the " + table.basis() + ", as if they shared nothing"
                : "the price of EBS snapshots is not known";
    }

    /** A snapshot, and the image key that it says it belongs to. */
    private record Tagged(String key, Snapshot snapshot) {}

    private Map<String, Tagged> snapshots() {
        var found = new TreeMap<String, Tagged>();
        aws.ec2(
                        "look for snapshots",
                        ec2 -> ec2
                                .describeSnapshotsPaginator(request ->
                                        request.ownerIds(SELF).filters(BAKED).maxResults(PAGE))
                                .snapshots()
                                .stream()
                                .toList())
                .forEach(snapshot -> found.put(
                        snapshot.snapshotId(),
                        new Tagged(
                                Tags.map(snapshot.tags()).getOrDefault(Tags.KEY, ""),
                                new Snapshot(
                                        snapshot.snapshotId(),
                                        snapshot.stateAsString(),
                                        bytes(snapshot.fullSnapshotSizeInBytes(), snapshot.volumeSize())))));
        return found;
    }

    /** AWS knows what was written to the volume; where it does not say so, the volume's size is the most it can be. */
    private static long bytes(Long written, Integer volumeGib) {
        return written != null && written > 0 ? written : volumeGib == null ? 0 : (long) volumeGib << 30;
    }

    /** Only what is said in full to belong to the image: it is what goes with it. */
    private static List<Snapshot> own(Image image, Map<String, Tagged> snapshots) {
        var key = Tags.map(image.tags()).getOrDefault(Tags.KEY, "");
        return Ec2Inventory.snapshots(image).stream()
                .flatMap(id -> Stream.ofNullable(snapshots.get(id)))
                .filter(tagged -> tagged.key().equals(key))
                .map(Tagged::snapshot)
                .toList();
    }

    /** The environments whose instances were started from these images, by the image's id. */
    private Map<String, Set<String>> users(List<String> images) {
        var users = new TreeMap<String, Set<String>>();
        for (int start = 0; start < images.size(); start += FILTER_VALUES) {
            var some = images.subList(start, Math.min(images.size(), start + FILTER_VALUES));
            var from = Tags.filter("image-id", some.toArray(String[]::new));
            aws.ec2(
                            "look for instances",
                            ec2 -> ec2
                                    .describeInstancesPaginator(
                                            request -> request.filters(from).maxResults(PAGE))
                                    .reservations()
                                    .stream()
                                    .flatMap(reservation -> reservation.instances().stream())
                                    .filter(instance -> !Instances.isTerminated(instance))
                                    .toList())
                    .forEach(instance -> users.computeIfAbsent(instance.imageId(), id -> new TreeSet<>())
                            .add(Tags.map(instance.tags())
                                    .getOrDefault(Ownership.LABEL_ENVIRONMENT, instance.instanceId())));
        }
        return users;
    }

    @Override
    public void protect(VmImage image, boolean wanted) {
        var things = Stream.concat(Stream.of(image.reference()), snapshots(image).stream())
                .toList();
        aws.ec2(
                wanted ? "protect an image" : "unprotect an image",
                ec2 -> wanted
                        ? ec2.createTags(
                                request -> request.resources(things).tags(Tags.tag(Protection.TAG, Protection.ALWAYS)))
                        : ec2.deleteTags(request -> request.resources(things)
                                .tags(Tag.builder().key(Protection.TAG).build())));
    }

    private static List<String> snapshots(VmImage image) {
        return image.account().map(AccountImage::snapshots).orElse(List.of()).stream()
                .map(Snapshot::id)
                .toList();
    }

    /** What AWS says now counts, not what it said when somebody made a plan. */
    @Override
    public List<Refusal> remove(List<VmImage> images) {
        var wanted = images.stream().map(VmImage::reference).collect(Collectors.toSet());
        var refused = new ArrayList<Refusal>();
        var going = new LinkedHashMap<String, List<String>>();
        for (var image : described(BAKED)) {
            if (wanted.contains(image.reference())) {
                whyNot(image)
                        .ifPresentOrElse(
                                why -> refused.add(new Refusal(image.reference(), why)),
                                () -> going.put(image.reference(), snapshots(image)));
            }
        }
        refused.addAll(delete(going));
        return refused;
    }

    private Optional<String> whyNot(VmImage image) {
        var account = image.account().orElseThrow();
        if (Protection.holds(account.tags(), clock.instant())) {
            return Optional.of("it is protected");
        }
        return account.environments().isEmpty()
                ? Optional.empty()
                : Optional.of("it is in use by " + String.join(", ", account.environments()));
    }

    /** A snapshot goes after the image that needs it; one that stays is found again by its tags: by {@code vm reap}. */
    private List<Refusal> delete(Map<String, List<String>> going) {
        var deletion = new Ec2Deletion(aws);
        var kept = deletion.delete(Kind.IMAGE, List.copyOf(going.keySet())).stream()
                .collect(Collectors.toMap(Refusal::id, Refusal::why));
        var loose = new LinkedHashMap<String, String>();
        going.forEach((image, snapshots) -> {
            if (!kept.containsKey(image)) {
                snapshots.forEach(snapshot -> loose.put(snapshot, image));
            }
        });
        deletion.delete(Kind.SNAPSHOT, List.copyOf(loose.keySet()))
                .forEach(refusal -> kept.merge(
                        loose.getOrDefault(refusal.id(), ""),
                        "its snapshot " + refusal.id() + " is left: " + refusal.why(),
                        (one, other) -> one + "; " + other));
        return kept.entrySet().stream()
                .map(entry -> new Refusal(entry.getKey(), entry.getValue()))
                .toList();
    }
}
