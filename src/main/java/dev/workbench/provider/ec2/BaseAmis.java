package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.vm.PinnedBase;
import dev.workbench.vm.PinnedBases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Base images as AMIs: what the lock file says, and else the publisher's newest, which is locked with that. */
final class BaseAmis implements PinnedBases {
    private final Aws aws;
    private final Publisher publisher;
    private final Path file;
    private final LockGate gate;

    BaseAmis(Aws aws, Publisher publisher, Path file, LockGate gate) {
        this.aws = aws;
        this.publisher = publisher;
        this.file = file;
        this.gate = gate;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public PinnedBases in(Path other) {
        return new BaseAmis(aws, publisher, other, gate);
    }

    /** The names of a locked base image's AMIs, the same in every region; asks nobody. */
    Optional<List<String>> names(BaseImage base) {
        var locked = BaseLock.read(file).of(base);
        return locked.isEmpty()
                ? Optional.empty()
                : Optional.of(locked.values().stream().map(BaseLock.Entry::name).toList());
    }

    /** The same; what is not locked yet is looked for and locked. */
    List<String> lockedNames(BaseImage base) {
        return names(base)
                .orElseGet(() -> gate.alone(() -> names(base)
                        .orElseGet(() -> lock(base).stream().map(BaseAmi::name).toList())));
    }

    /**
     * The AMI in this region.
     *
     * @throws WorkbenchException (exit code 2) when the lock file names one that is not its publisher's
     */
    BaseAmi resolve(BaseImage base, Architecture architecture) {
        lockedNames(base);
        return BaseLock.read(file)
                .in(aws.region(), base, architecture)
                .map(locked -> believed(base, locked))
                .orElseGet(() -> gate.alone(() -> copy(base, architecture)));
    }

    /** A lock file comes with a repository, and its ids could be those of anybody's images. */
    private BaseAmi believed(BaseImage base, BaseAmi locked) {
        var found = publisher
                .lookedUp(base, locked.id())
                .orElseThrow(() -> unbelievable(base, locked, "there is no such AMI in " + aws.region()));
        if (!found.ownerId().equals(base.owner())) {
            throw unbelievable(
                    base,
                    locked,
                    "it belongs to the account " + found.ownerId() + ", and the publisher's is " + base.owner());
        }
        if (!found.name().equals(locked.name())) {
            throw unbelievable(base, locked, "its name is '" + found.name() + "', not '" + locked.name() + "'");
        }
        return new BaseAmi(
                locked.architecture(),
                locked.id(),
                locked.name(),
                found.rootDeviceName(),
                Amis.rootGib(found),
                locked.source(),
                locked.resolved());
    }

    private WorkbenchException unbelievable(BaseImage base, BaseAmi locked, String why) {
        return WorkbenchException.badInput(
                        "bad_locked_image",
                        "the lock file of base images names an AMI that is not '" + base.word() + "': " + locked.id())
                .at(BaseLock.place(file, locked.id()))
                .details(why)
                .hint("restore the file, or lock the publisher's newest: workbench vm images outdated " + base.word()
                        + " --update");
    }

    /** Looks for the newest and locks it. */
    private List<BaseAmi> lock(BaseImage base) {
        var newest = offered(base);
        BaseLock.read(file).with(aws.region(), base, newest).write(file);
        return newest;
    }

    private List<BaseAmi> offered(BaseImage base) {
        var newest = publisher.newest(base);
        if (newest.isEmpty()) {
            throw notThere(base);
        }
        return newest;
    }

    /** What is locked by its name has an id of its own in each region. */
    private BaseAmi copy(BaseImage base, Architecture architecture) {
        var lock = BaseLock.read(file);
        var copies = new ArrayList<BaseAmi>();
        lock.of(base)
                .forEach((each, entry) ->
                        publisher.named(base, each, entry.name()).ifPresent(copies::add));
        var wanted = copies.stream()
                .filter(ami -> ami.architecture() == architecture)
                .findFirst()
                .orElseThrow(() -> notThere(base));
        if (copies.size() == lock.of(base).size()) {
            lock.with(aws.region(), base, copies).write(file);
        }
        return wanted;
    }

    @Override
    public List<PinnedBase> compare(Set<String> words) {
        var lock = BaseLock.read(file);
        return bases(words, lock).stream()
                .flatMap(base -> compared(base, lock.of(base), publisher.newest(base)).stream())
                .toList();
    }

    @Override
    public List<PinnedBase> update(Set<String> words) {
        return gate.alone(() -> updated(words));
    }

    private List<PinnedBase> updated(Set<String> words) {
        var lock = BaseLock.read(file);
        var bases = bases(words, lock);
        var changes = new ArrayList<PinnedBase>();
        for (var base : bases.isEmpty() ? List.of(BaseImage.values()) : bases) {
            var newest = offered(base);
            changes.addAll(compared(base, lock.of(base), newest));
            lock = lock.with(aws.region(), base, newest);
        }
        lock.write(file);
        return changes;
    }

    /** Those that are named, or else those that are locked. */
    private static List<BaseImage> bases(Set<String> words, BaseLock lock) {
        return words.isEmpty()
                ? Arrays.stream(BaseImage.values())
                        .filter(base -> !lock.of(base).isEmpty())
                        .toList()
                : words.stream().map(BaseImage::named).toList();
    }

    private static List<PinnedBase> compared(
            BaseImage base, Map<Architecture, BaseLock.Entry> locked, List<BaseAmi> newest) {
        var all = new TreeSet<>(locked.keySet());
        newest.forEach(ami -> all.add(ami.architecture()));
        return all.stream()
                .map(architecture -> {
                    var before = Optional.ofNullable(locked.get(architecture));
                    var now = newest.stream()
                            .filter(ami -> ami.architecture() == architecture)
                            .findFirst();
                    return new PinnedBase(
                            base.word(),
                            architecture,
                            before.map(BaseLock.Entry::name),
                            before.map(BaseLock.Entry::resolved),
                            now.map(BaseAmi::name),
                            now.map(BaseAmi::source).orElse(""));
                })
                .toList();
    }

    private WorkbenchException notThere(BaseImage base) {
        return WorkbenchException.provider(
                        "no_base_image", "there is no AMI for '" + base.word() + "' in the region " + aws.region())
                .hint("its publisher (account " + base.owner() + ") may not offer it there, or not any more: see"
                        + " workbench vm images outdated, or try another AWS_REGION");
    }
}
