package dev.workbench.image;

import dev.workbench.vm.AccountImage;
import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which images are to go and which stay, and why; a decision, nothing is removed by it.
 *
 * @param layers disks between build steps that go too
 */
public record PrunePlan(List<VmImage> remove, List<Kept> keep, List<VmImage> layers) {
    public PrunePlan {
        layers = List.copyOf(layers);
        remove = List.copyOf(remove);
        keep = List.copyOf(keep);
    }

    /** @param reason a few words */
    public record Kept(VmImage image, String reason) {}

    /**
     * An image and what speaks for it.
     *
     * @param known whether it was baked or used by this user; in an account, whether it says that this user baked it
     * @param lastUsed when a task started from it; empty when that is not known
     * @param users environments and families that refer to it, as {@code environment x}
     */
    public record Candidate(
            VmImage image, boolean isProtected, boolean known, Optional<Instant> lastUsed, List<String> users) {
        public Candidate {
            users = List.copyOf(users);
        }

        private Instant touched() {
            return Stream.concat(lastUsed.stream(), image.account().flatMap(AccountImage::lastLaunched).stream())
                    .filter(used -> used.isAfter(image.created()))
                    .max(Comparator.naturalOrder())
                    .orElse(image.created());
        }

        /** What an account keeps that is no image: a bake that is under way, or went wrong. */
        private Optional<String> unusable() {
            return image.account()
                    .filter(account -> !account.usable())
                    .map(account -> "no usable image (" + account.state() + "); see: workbench vm reap");
        }
    }

    /**
     * What may go.
     *
     * @param keepYounger what was made or used within this time stays
     * @param others whether images that others baked and nobody here used may go as well
     */
    public record Rules(Optional<Duration> keepYounger, boolean others) {}

    public static PrunePlan of(List<Candidate> candidates, Instant now, Rules rules) {
        var remove = new ArrayList<VmImage>();
        var keep = new ArrayList<Kept>();
        for (var candidate : candidates) {
            var reason = reason(candidate, now, rules);
            if (reason.isPresent()) {
                keep.add(new Kept(candidate.image(), reason.get()));
            } else {
                remove.add(candidate.image());
            }
        }
        return new PrunePlan(remove, keep, List.of());
    }

    private static Optional<String> reason(Candidate candidate, Instant now, Rules rules) {
        if (candidate.unusable().isPresent()) {
            return candidate.unusable();
        }
        if (candidate.isProtected()) {
            return Optional.of("protected");
        }
        if (!candidate.users().isEmpty()) {
            return Optional.of(String.join(", ", candidate.users()));
        }
        if (!candidate.known() && !rules.others()) {
            return Optional.of("somebody else's; --all removes it too");
        }
        // A time in the future is a clock that was wrong once: too young to be judged.
        return rules.keepYounger()
                .filter(age -> candidate.touched().isAfter(now.minus(age)))
                .map(_ -> "younger");
    }

    public PrunePlan withLayers(List<VmImage> others) {
        return new PrunePlan(remove, keep, others);
    }

    public boolean isEmpty() {
        return remove.isEmpty() && layers.isEmpty();
    }

    /** The most that keeping what goes would cost a month, in US dollars, as far as that is known. */
    public double perMonth() {
        return perMonth(remove);
    }

    /** The most that keeping these images costs a month, in US dollars, as far as that is known. */
    public static double perMonth(List<VmImage> images) {
        return images.stream()
                .flatMap(image -> image.account().stream())
                .mapToDouble(account -> account.perMonth().orElse(0))
                .sum();
    }

    /** What goes, in bytes on disk. */
    public long bytes() {
        return Stream.concat(remove.stream(), layers.stream())
                .mapToLong(VmImage::sizeBytes)
                .sum();
    }
}
