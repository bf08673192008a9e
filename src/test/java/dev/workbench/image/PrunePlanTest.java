package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.Architecture;
import dev.workbench.vm.AccountImage;
import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PrunePlanTest {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void whatNothingRefersToGoes() {
        var plan = plan(Optional.empty(), candidate("a", 30, false, true, Optional.empty()));
        assertThat(plan.remove()).extracting(VmImage::key).containsExactly("a");
        assertThat(plan.bytes()).isEqualTo(10);
    }

    @Test
    void whatIsProtectedOrReferredToStays() {
        var plan = plan(
                Optional.empty(),
                candidate("a", 30, true, true, Optional.empty()),
                candidate("b", 30, false, true, Optional.empty(), "environment e", "family f"));
        assertThat(plan.remove()).isEmpty();
        assertThat(plan.keep())
                .extracting(PrunePlan.Kept::reason)
                .containsExactly("protected", "environment e, family f");
    }

    @Test
    void whatWasMadeOrUsedLatelyStays() {
        var plan = plan(
                Optional.of(WEEK),
                candidate("made lately", 6, false, true, Optional.empty()),
                candidate("used lately", 30, false, true, Optional.of(NOW.minus(Duration.ofDays(1)))),
                candidate("from the future", -5, false, true, Optional.empty()),
                candidate("used in the future", 30, false, true, Optional.of(NOW.plus(WEEK))),
                candidate("old", 8, false, true, Optional.of(NOW.minus(WEEK))));
        assertThat(plan.remove()).extracting(VmImage::key).containsExactly("old");
    }

    @Test
    void whatOthersBakedGoesOnlyWhenThatIsAskedFor() {
        var foreign = candidate("a", 30, false, false, Optional.empty());
        assertThat(plan(Optional.empty(), foreign).remove()).isEmpty();
        assertThat(PrunePlan.of(List.of(foreign), NOW, new PrunePlan.Rules(Optional.empty(), true))
                        .remove())
                .hasSize(1);
    }

    @Test
    void inAnAccountALaunchByAnybodyIsAUseAndWhatIsHalfMadeIsNotJudged() {
        var plan = plan(
                Optional.of(WEEK),
                rented("launched lately", true, Optional.of(NOW.minus(Duration.ofDays(1)))),
                rented("half made", false, Optional.empty()),
                rented("old", true, Optional.of(NOW.minus(WEEK))));
        assertThat(plan.remove()).extracting(VmImage::key).containsExactly("old");
        assertThat(plan.bytes()).isEqualTo(20);
        assertThat(plan.perMonth()).isEqualTo(0.4);
        assertThat(plan.keep())
                .extracting(PrunePlan.Kept::reason)
                .containsExactly("younger", "no usable image (pending); see: workbench vm reap");
    }

    private static PrunePlan.Candidate rented(String key, boolean usable, Optional<Instant> launched) {
        var account = new AccountImage(
                "us-east-1",
                usable ? "available" : "pending",
                usable,
                "me@here",
                List.of(),
                launched,
                List.of(),
                OptionalDouble.of(0.4),
                "a table",
                Map.of());
        var local = candidate(key, 30, false, true, Optional.empty());
        return new PrunePlan.Candidate(local.image().in(account, 20), false, true, Optional.empty(), List.of());
    }

    private static PrunePlan plan(Optional<Duration> keepYounger, PrunePlan.Candidate... candidates) {
        return PrunePlan.of(List.of(candidates), NOW, new PrunePlan.Rules(keepYounger, false));
    }

    private static PrunePlan.Candidate candidate(
            String key, int days, boolean isProtected, boolean known, Optional<Instant> used, String... users) {
        var created = NOW.minus(Duration.ofDays(days));
        var image = new VmImage(key, "docker", "id", "debian-12", Architecture.X64, "f", "t", 10, created);
        return new PrunePlan.Candidate(image, isProtected, known, used, List.of(users));
    }
}
