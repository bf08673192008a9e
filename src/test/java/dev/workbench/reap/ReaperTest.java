package dev.workbench.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaperTest {
    private static final Rules MINE = new Rules(Optional.of(Things.OWNER), Optional.empty(), Map.of(), Set.of());
    private static final Instant PAST = Things.NOW.minusSeconds(60);
    private static final Instant FUTURE = Things.NOW.plusSeconds(60);

    @Test
    void anEnvironmentThatIsExtendedOnOneThingKeepsAllOfItsThings() {
        var inventory = new FakeInventory(
                "here",
                Things.of(Kind.SPOT_REQUEST, "sir-1", "extended", PAST),
                Things.of(Kind.INSTANCE, "i-1", "extended", FUTURE),
                Things.of(Kind.KEY_PAIR, "key-1", "extended", PAST),
                Things.of(Kind.KEY_PAIR, "key-2", "gone", PAST));
        assertThat(ids(reaper(inventory).plan(MINE, Known.NOTHING))).containsExactly("key-2");
    }

    @Test
    void thingsAreDeletedInTheOrderOfWhatNeedsWhat() {
        var inventory = new FakeInventory(
                "here",
                Things.of(Kind.KEY_PAIR, "key", "gone", PAST),
                Things.of(Kind.SECURITY_GROUP, "sg", "gone", PAST),
                Things.of(Kind.VOLUME, "vol", "gone", PAST),
                Things.of(Kind.INSTANCE, "i", "gone", PAST));
        var reaper = reaper(inventory);
        var result = reaper.carryOut(reaper.plan(MINE, Known.NOTHING));
        assertThat(result.deleted()).hasSize(4);
        assertThat(inventory.deletions).containsExactly(Kind.INSTANCE, Kind.VOLUME, Kind.SECURITY_GROUP, Kind.KEY_PAIR);
        assertThat(inventory.things).isEmpty();
    }

    @Test
    void snapshotsGoWithTheirImageAndNotBefore() {
        var inventory = new FakeInventory(
                "here",
                image("ami-1", Holding.WHOLE, "snap-1"),
                image("ami-2", "failed", "snap-2"),
                Things.of(Kind.SNAPSHOT, "snap-1", "gone", PAST),
                Things.of(Kind.SNAPSHOT, "snap-2", "gone", PAST));
        assertThat(ids(reaper(inventory).plan(MINE, Known.NOTHING))).containsExactly("ami-2", "snap-2");
    }

    @Test
    void whatCannotBeDeletedIsReportedAndTheRestGoes() {
        var inventory = new FakeInventory(
                "here", Things.of(Kind.INSTANCE, "i-1", "gone", PAST), Things.of(Kind.INSTANCE, "i-2", "gone", PAST));
        inventory.stuck.add("i-1");
        var reaper = reaper(inventory);
        var result = reaper.carryOut(reaper.plan(MINE, Known.NOTHING));
        assertThat(result.deleted()).extracting(Orphan::id).containsExactly("i-2");
        assertThat(result.left()).singleElement().satisfies(left -> {
            assertThat(left.orphan().id()).isEqualTo("i-1");
            assertThat(left.why()).isEqualTo("it is stuck");
        });
    }

    @Test
    void aPlaceThatDoesNotAnswerIsToldAndTheOthersAreLookedAt() {
        var dark = new FakeInventory("dark");
        dark.dark = true;
        var plan = new Reaper(
                        List.of(dark, new FakeInventory("here", Things.of(Kind.INSTANCE, "i", "gone", PAST))),
                        Progress.SILENT,
                        Clock.fixed(Things.NOW, ZoneOffset.UTC))
                .plan(MINE, Known.NOTHING);
        assertThat(ids(plan)).containsExactly("i");
        assertThat(plan.unseen()).containsExactly(new ReapPlan.Unseen("dark", "nobody answers"));
    }

    @Test
    void aPlanFromAFileNarrowsToWhatStillQualifies(@TempDir Path directory) throws IOException {
        var first = Things.of(Kind.INSTANCE, "i-1", "gone", PAST);
        var second = Things.of(Kind.INSTANCE, "i-2", "other", PAST);
        var inventory = new FakeInventory("here", first, second);
        var file = directory.resolve("plan.json");
        reaper(inventory).plan(MINE, Known.NOTHING).write(file);

        inventory.things.set(0, Things.of(Kind.INSTANCE, "i-1", "gone", FUTURE));
        inventory.things.add(Things.of(Kind.INSTANCE, "i-3", "new", PAST));
        var now = reaper(inventory).plan(MINE, Known.NOTHING).and(ReapPlan.read(file));
        assertThat(ids(now)).containsExactly("i-2");

        Files.writeString(file, "{\"version\": 99}");
        assertThatThrownBy(() -> ReapPlan.read(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("no plan");
    }

    private static Reaper reaper(FakeInventory inventory) {
        return new Reaper(List.of(inventory), Progress.SILENT, Clock.fixed(Things.NOW, ZoneOffset.UTC));
    }

    private static List<String> ids(ReapPlan plan) {
        return plan.orphans().stream().map(Orphan::id).toList();
    }

    private static Holding image(String id, String state, String snapshot) {
        return new Holding(
                Kind.IMAGE,
                "here",
                id,
                id,
                state,
                Optional.of(PAST.minusSeconds(9999)),
                Map.of("dev.workbench.environment", "gone", "dev.workbench.owner", Things.OWNER),
                List.of(snapshot),
                OptionalDouble.empty());
    }
}
