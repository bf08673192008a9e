package dev.workbench.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.reap.Verdict.Kept;
import dev.workbench.reap.Verdict.Orphaned;
import dev.workbench.reap.Verdict.Why;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Protection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Instant NOW = Things.NOW;
    private static final Rules MINE = new Rules(Optional.of(Things.OWNER), Optional.empty(), Map.of(), Set.of());

    @Test
    void whatHasExpiredIsOrphanedAndWhatHasNotLives() {
        assertThat(verdict(Things.of(Kind.INSTANCE, "i-1", "gone", NOW.minusSeconds(1))))
                .isEqualTo(new Orphaned("expired"));
        assertThat(verdict(Things.of(Kind.INSTANCE, "i-1", "here", NOW.plusSeconds(1))))
                .isEqualTo(new Kept(Why.LIVE_ENVIRONMENT));
    }

    @Test
    void whatSaysNothingOfItsTimeStaysAndSoDoesWhatCannotBeRead() {
        var thing = Things.of(Kind.VOLUME, "v", "some", NOW.minusSeconds(1));
        assertThat(verdict(Things.with(thing, "dev.workbench.expires", ""))).isEqualTo(new Kept(Why.WITHOUT_EXPIRY));
        assertThat(verdict(Things.with(thing, "dev.workbench.expires", "soon")))
                .isEqualTo(new Kept(Why.LIVE_ENVIRONMENT));
    }

    @Test
    void anothersThingsStayUnlessEverybodysAreMeant() {
        var theirs = Things.with(
                Things.of(Kind.INSTANCE, "i", "gone", NOW.minusSeconds(1)), "dev.workbench.owner", "you@there");
        assertThat(verdict(theirs)).isEqualTo(new Kept(Why.OTHER_OWNER));
        var everybody = new Rules(Optional.empty(), Optional.empty(), Map.of(), Set.of());
        assertThat(new Policy(everybody, Known.NOTHING, NOW).of(theirs)).isEqualTo(new Orphaned("expired"));
    }

    @Test
    void aRecordOnThisMachineKnowsMoreThanALabel() {
        var known = new Known(Set.of("busy"), Map.of("left", "its command died"));
        var policy = new Policy(MINE, known, NOW);
        assertThat(policy.of(Things.of(Kind.VM, "v", "busy", NOW.minusSeconds(1))))
                .isEqualTo(new Kept(Why.LIVE_ENVIRONMENT));
        assertThat(policy.of(Things.of(Kind.VM, "v", "left", NOW.plusSeconds(9999))))
                .isEqualTo(new Orphaned("its command died"));
    }

    @Test
    void aProtectTagKeepsUntilTheEndOfItsDay() {
        var thing = Things.of(Kind.INSTANCE, "i", "gone", NOW.minusSeconds(1));
        var today = NOW.toString().substring(0, 10);
        assertThat(verdict(Things.with(thing, Protection.TAG, today))).isEqualTo(new Kept(Why.PROTECTED));
        assertThat(verdict(Things.with(thing, Protection.TAG, "2020-01-01"))).isEqualTo(new Orphaned("expired"));
        assertThat(verdict(Things.with(thing, Protection.TAG, "for ever"))).isEqualTo(new Kept(Why.PROTECTED));
        assertThat(verdict(Things.with(thing, Protection.TAG, NOW.plusSeconds(5).toString())))
                .isEqualTo(new Kept(Why.PROTECTED));
    }

    @Test
    void wholeImagesAreNeverOrphanedFailedOnesAreAndUnfinishedOnesAfterHours() {
        assertThat(verdict(image(Holding.WHOLE, Duration.ofDays(900)))).isEqualTo(new Kept(Why.USABLE_IMAGE));
        assertThat(verdict(image("failed", Duration.ofMinutes(1)))).isInstanceOf(Orphaned.class);
        assertThat(verdict(image(Holding.PENDING, Duration.ofMinutes(50)))).isEqualTo(new Kept(Why.LIVE_ENVIRONMENT));
        assertThat(verdict(image(Holding.PENDING, Duration.ofDays(1)))).isInstanceOf(Orphaned.class);
    }

    @Test
    void exclusionTagsAndAgeNarrowWhatIsDeleted() {
        var thing = Things.of(Kind.INSTANCE, "i-7", "gone", NOW.minusSeconds(60));
        assertThat(narrowed(Optional.empty(), Map.of(), Set.of("i-7"), thing)).isEqualTo(new Kept(Why.EXCLUDED));
        assertThat(narrowed(Optional.empty(), Map.of(), Set.of("gone"), thing)).isEqualTo(new Kept(Why.EXCLUDED));
        assertThat(narrowed(Optional.empty(), Map.of("team", "a"), Set.of(), thing))
                .isEqualTo(new Kept(Why.NOT_TAGGED));
        assertThat(narrowed(Optional.empty(), Map.of("team", "a"), Set.of(), Things.with(thing, "team", "a")))
                .isEqualTo(new Orphaned("expired"));
        assertThat(narrowed(Optional.of(Duration.ofDays(3)), Map.of(), Set.of(), thing))
                .isEqualTo(new Kept(Why.TOO_YOUNG));
        assertThat(narrowed(Optional.of(Duration.ofHours(1)), Map.of(), Set.of(), thing))
                .isEqualTo(new Orphaned("expired"));
    }

    private static Verdict narrowed(
            Optional<Duration> age, Map<String, String> tags, Set<String> excluded, Holding thing) {
        return new Policy(new Rules(Optional.empty(), age, tags, excluded), Known.NOTHING, NOW).of(thing);
    }

    private static Verdict verdict(Holding holding) {
        return new Policy(MINE, Known.NOTHING, NOW).of(holding);
    }

    private static Holding image(String state, Duration age) {
        var tags = Map.of("dev.workbench.environment", "gone", "dev.workbench.owner", Things.OWNER);
        return new Holding(
                Kind.IMAGE,
                "here",
                "ami-1",
                "ami-1",
                state,
                Optional.of(NOW.minus(age)),
                tags,
                List.of(),
                OptionalDouble.empty());
    }
}
