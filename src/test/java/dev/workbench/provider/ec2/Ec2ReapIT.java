package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.e2e.Launcher;
import dev.workbench.home.Home;
import dev.workbench.progress.Progress;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.Fault;
import dev.workbench.reap.Known;
import dev.workbench.reap.Orphan;
import dev.workbench.reap.Reaper;
import dev.workbench.reap.Rules;
import dev.workbench.vm.Holding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in an account, found and deleted through the API; what anybody still needs, not. */
class Ec2ReapIT {
    private static final String ME = "me@here";
    private static final String YOU = "you@there";

    @TempDir
    private Path state;

    private final Ec2Lab aws = new Ec2Lab();
    private final Estate estate = new Estate(aws);
    private final Instant past = Instant.now().minusSeconds(3600);
    private final Instant future = Instant.now().plusSeconds(3600);

    @BeforeEach
    void enter() {
        aws.enter();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private record Result(int exit, JsonNode json, String err) {
        List<String> ids(String list) {
            var ids = new ArrayList<String>();
            json.path(list)
                    .forEach(item -> ids.add(
                            item.isTextual() ? item.asText() : item.path("id").asText()));
            return ids;
        }
    }

    private Result reap(String... words) throws Exception {
        var command = new ArrayList<>(List.of("vm", "reap", "--only", "ec2", "--owner", ME, "-o", "json"));
        command.addAll(List.of(words));
        var result = Launcher.with(state).with(aws.variables()).run(command.toArray(String[]::new));
        return new Result(result.exit(), new ObjectMapper().readTree(result.out()), result.err());
    }

    @Test
    void ofMineAllThatHasExpiredGoesAndNothingElse() throws Exception {
        var gone = estate.environment(ME, "gone-aaaaaa", past);
        estate.environment(ME, "here-bbbbbb", future);
        estate.environment(YOU, "gone-cccccc", past);
        var before = aws.inventory();

        var tried = reap("--dry-run");
        assertThat(tried.exit()).as(tried.err()).isZero();
        assertThat(tried.ids("orphans")).containsAll(gone.values());
        assertThat(aws.inventory()).isEqualTo(before);

        var refused = reap();
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(aws.inventory()).isEqualTo(before);

        var done = reap("--yes");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.ids("deleted")).containsExactlyElementsOf(tried.ids("orphans"));
        assertThat(remaining("gone-aaaaaa")).isEmpty();
        assertThat(remaining("here-bbbbbb")).hasSize(5);
        assertThat(remaining("gone-cccccc")).hasSize(5);

        var again = reap("--yes");
        assertThat(again.exit()).isZero();
        assertThat(again.ids("orphans")).isEmpty();
    }

    @Test
    void aPlanDeletesWhatIsInItAndStillQualifies() throws Exception {
        var extended = estate.environment(ME, "extended-aaaaaa", past);
        estate.environment(ME, "gone-bbbbbb", past);
        var plan = state.resolve("plan.json");
        assertThat(reap("--plan-out", plan.toString()).exit()).isZero();
        assertThat(remaining("gone-bbbbbb")).hasSize(5);

        aws.ask(Map.of(
                "Action",
                "CreateTags",
                "ResourceId.1",
                String.valueOf(extended.get("instance")),
                "Tag.1.Key",
                "dev.workbench.expires",
                "Tag.1.Value",
                future.toString()));
        estate.environment(ME, "later-cccccc", past);

        var done = reap("--plan", plan.toString(), "--yes");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(remaining("extended-aaaaaa")).hasSize(5);
        assertThat(remaining("gone-bbbbbb")).isEmpty();
        assertThat(remaining("later-cccccc")).hasSize(5);
    }

    @Test
    void halfMadeImagesAndStraySnapshotsGo() {
        var left = estate.environment(YOU, "other-aaaaaa", past);
        var image = estate.brokenImage(ME, "bake-bbbbbb", String.valueOf(left.get("instance")));
        var stray = estate.snapshot(ME, "bake-bbbbbb", String.valueOf(left.get("volume")));
        var provider = new Ec2Vms(new Home(state, state, state), Options.DEFAULT);
        var reaper = new Reaper(
                List.of(provider.inventory()), Progress.SILENT, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        var rules = new Rules(Optional.of(ME), Optional.empty(), Map.of(), Set.of());
        var result = reaper.carryOut(reaper.plan(rules, Known.NOTHING));
        assertThat(result.left()).isEmpty();
        assertThat(result.deleted()).extracting(Orphan::id).containsExactly(image, stray);
        assertThat(remaining("other-aaaaaa")).hasSize(5);
    }

    @Test
    void whatCannotBeDeletedIsLeftBehindWithItsReason() throws Exception {
        estate.environment(ME, "gone-aaaaaa", past);
        aws.bring(Fault.refusing("DeleteKeyPair", 9, 400, "UnauthorizedOperation"));
        var done = reap("--yes");
        assertThat(done.exit()).isEqualTo(6);
        assertThat(done.json().path("left").path(0).path("why").asText()).contains("not permitted");
        assertThat(remaining("gone-aaaaaa")).hasSize(1);
        aws.calm();
        assertThat(reap("--yes").exit()).isZero();
        assertThat(remaining("gone-aaaaaa")).isEmpty();
    }

    @Test
    void spotRequestsAreCancelled() throws Exception {
        var request = estate.spotRequest(ME, "gone-aaaaaa", past);
        estate.spotRequest(YOU, "gone-bbbbbb", past);
        var done = reap("--yes");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.ids("deleted")).containsExactly(request);
        assertThat(remaining("gone-aaaaaa")).isEmpty();
        assertThat(remaining("gone-bbbbbb")).hasSize(1);
    }

    @Test
    void whatCostsMoneySaysHowMuch() throws Exception {
        estate.environment(ME, "gone-aaaaaa", past);
        var costs = new TreeMap<String, Double>();
        reap("--dry-run")
                .json()
                .path("orphans")
                .forEach(orphan -> costs.put(
                        orphan.path("kind").asText(),
                        orphan.path("cost_per_hour").asDouble()));
        assertThat(costs.values()).filteredOn(cost -> cost > 0).hasSize(3); // instance, volume, address
        assertThat(costs.values()).contains(0.005);
    }

    @Test
    void twoReapsAtOnceDoNotGetInEachOthersWay() throws Exception {
        for (var name : List.of("gone-aaaaaa", "gone-bbbbbb", "gone-cccccc")) {
            estate.environment(ME, name, past);
        }
        estate.environment(YOU, "gone-dddddd", past);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> reap("--yes"));
            var other = threads.submit(() -> reap("--yes"));
            assertThat(one.get().exit()).as(one.get().err()).isZero();
            assertThat(other.get().exit()).as(other.get().err()).isZero();
        }
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
        assertThat(remaining("gone-dddddd")).hasSize(5);
    }

    @Test
    void someAreDeletedSideBySide() {
        var ids = IntStream.range(0, 12)
                .mapToObj(number -> estate.keyPair(ME, "gone-" + number, past))
                .toList();
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        aws.bring(Fault.changing(call -> call.action().equals("DeleteKeyPair"), reply -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            now.decrementAndGet();
            return reply;
        }));
        var inventory = new Ec2Vms(new Home(state, state, state), Options.DEFAULT).inventory();
        assertThat(inventory.delete(Holding.Kind.KEY_PAIR, ids)).isEmpty();
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
        assertThat(most.get()).isBetween(2, 4);
    }

    private List<String> remaining(String environment) {
        return aws.tagged("dev.workbench.environment", environment);
    }
}
