package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lock file of base images: which of its publisher's AMIs each of them is, for everybody who has the file.
 *
 * @param bases by the base image's word and the architecture's
 */
record BaseLock(int version, Map<String, Map<String, Entry>> bases) {
    private static final int VERSION = 1;
    private static final BaseLock EMPTY = new BaseLock(VERSION, Map.of());

    BaseLock {
        bases = new TreeMap<>(Objects.requireNonNullElse(bases, Map.of()));
    }

    /**
     * @param name the AMI's, the same in all regions: what image keys are made of
     * @param source who said that it was the newest when it was resolved
     * @param copies by region, as far as anybody has used them
     */
    record Entry(String name, String source, Instant resolved, Map<String, Copy> copies) {
        Entry {
            copies = new TreeMap<>(Objects.requireNonNullElse(copies, Map.of()));
        }

        private Optional<BaseAmi> in(String region, Architecture architecture) {
            return Optional.ofNullable(copies.get(region))
                    .map(copy -> new BaseAmi(
                            architecture, copy.id(), name, copy.rootDevice(), copy.rootGib(), source, resolved));
        }

        private Entry with(String region, BaseAmi ami) {
            var all = new TreeMap<>(copies);
            all.put(region, new Copy(ami.id(), ami.rootDevice(), ami.rootGib()));
            return new Entry(name, source, resolved, all);
        }
    }

    record Copy(String id, String rootDevice, int rootGib) {}

    /** @throws WorkbenchException (exit code 2) when there is one and it cannot be read */
    static BaseLock read(Path file) {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try {
            var lock = Json.read(file, BaseLock.class);
            if (lock.version() == VERSION) {
                return lock;
            }
            throw unusable(file, "its version is " + lock.version() + ", not " + VERSION, null);
        } catch (IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static WorkbenchException unusable(
            Path file, String why, @org.jspecify.annotations.Nullable IOException cause) {
        var failure = WorkbenchException.badInput("bad_lock", "the lock file of base images cannot be used")
                .at(file.toString())
                .details(why)
                .hint("restore it, or remove it and lock anew: workbench vm images outdated --update");
        return cause == null ? failure : failure.causedBy(cause);
    }

    /** Where in a lock file a word is first found, as {@code FILE:LINE}; the file alone when it is not. */
    static String place(Path file, String word) {
        try {
            var lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .filter(index -> lines.get(index).contains('"' + word + '"'))
                    .mapToObj(index -> file + ":" + (index + 1))
                    .findFirst()
                    .orElseGet(file::toString);
        } catch (IOException e) {
            return file.toString();
        }
    }

    /** @throws WorkbenchException (exit code 3) when that is not possible */
    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Json.write(file, this);
        } catch (IOException e) {
            throw WorkbenchException.notReady("lock_not_written", "the lock file of base images cannot be written")
                    .at(file.toString())
                    .details(String.valueOf(e.getMessage()))
                    .hint("make it writable")
                    .causedBy(e);
        }
    }

    /** What is locked for a base image, by architecture. */
    Map<Architecture, Entry> of(BaseImage base) {
        var entries = new TreeMap<Architecture, Entry>();
        var locked = bases.getOrDefault(base.word(), Map.of());
        Arrays.stream(Architecture.values())
                .forEach(each -> Stream.ofNullable(locked.get(each.word())).forEach(entry -> entries.put(each, entry)));
        return entries;
    }

    /** A locked AMI in a region; empty when nobody has used it there yet. */
    Optional<BaseAmi> in(String region, BaseImage base, Architecture architecture) {
        return Optional.ofNullable(of(base).get(architecture)).flatMap(entry -> entry.in(region, architecture));
    }

    /** The same with these AMIs of a region; what was known of the same AMIs in other regions stays. */
    BaseLock with(String region, BaseImage base, List<BaseAmi> amis) {
        var entries = new TreeMap<String, Entry>();
        for (var ami : amis) {
            var entry = Optional.ofNullable(of(base).get(ami.architecture()))
                    .filter(locked -> locked.name().equals(ami.name()))
                    .orElseGet(() -> new Entry(ami.name(), ami.source(), ami.resolved(), Map.of()));
            entries.put(ami.architecture().word(), entry.with(region, ami));
        }
        var all = new TreeMap<>(bases);
        all.put(base.word(), entries);
        return new BaseLock(version, all);
    }
}
