package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.e2e.Launcher;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vm images} over an account: AMIs with their snapshots and their cost; only one's own are ever removed. */
class Ec2ImagesIT {
    private static final String YOU = "you@there";
    private final Instant future = Instant.now().plusSeconds(3600);
    /** Somebody else's account has it. */
    private static final String FOREIGN = "ami-0badbadbadbadbad0";

    @TempDir
    private Path state;

    private final Ec2Lab aws = new Ec2Lab();
    private final Estate estate = new Estate(aws);
    private String me = "";
    private String builder = "";

    @BeforeEach
    void bake() throws IOException {
        me = "me@" + Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        builder = estate.instance(me, "bake-aaaaaa", future, Estate.DEBIAN);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private record Result(int exit, JsonNode json, String err) {
        List<String> all(String list, String field) {
            var values = new ArrayList<String>();
            json.path(list).forEach(item -> values.add(item.path(field).asText()));
            return values;
        }
    }

    private Result images(String... words) throws Exception {
        var command = new ArrayList<>(List.of("vm", "images"));
        command.addAll(List.of(words));
        command.addAll(List.of("-o", "json"));
        var result = Launcher.with(state)
                .with(aws.variables())
                .with(Map.of("XDG_CACHE_HOME", state.toString(), "USER", "me"))
                .run(command.toArray(String[]::new));
        return new Result(result.exit(), new ObjectMapper().readTree(result.out()), result.err());
    }

    private static String key(int number) {
        return "sha256:" + Integer.toHexString(number).repeat(64);
    }

    private String mine(int number) {
        return estate.bakedImage(me, key(number), builder);
    }

    @Test
    void onlyWhatIsMineAndNobodyNeedsIsPrunedWithItsSnapshots() throws Exception {
        var unused = mine(1);
        var protectedOne = mine(2);
        var used = mine(3);
        var yours = estate.bakedImage(YOU, key(4), builder);
        estate.instance(YOU, "elsewhere-bbbbbb", future, used);
        aws.tag(FOREIGN, Estate.baked(me, key(5)));
        var protection = images("protect", key(2).substring(7, 20), "--only", "ec2");
        assertThat(protection.exit()).as(protection.err()).isZero();
        var before = aws.inventory();
        assertThat(before.get("snapshots")).hasSize(4);

        var tried = images("prune", "--only", "ec2", "--dry-run");
        assertThat(tried.exit()).as(tried.err()).isZero();
        assertThat(tried.all("remove", "reference")).containsExactly(unused);
        assertThat(tried.json().path("per_month").asDouble()).isPositive();
        assertThat(tried.json().path("bytes").asLong()).isPositive();
        assertThat(tried.all("keep", "reason"))
                .containsExactlyInAnyOrder(
                        "protected", "environment elsewhere-bbbbbb", "somebody else's; --all removes it too");
        assertThat(aws.inventory()).isEqualTo(before);

        assertThat(images("prune", "--only", "ec2").exit()).isEqualTo(2);
        assertThat(images("prune", "--only", "ec2", "--keep-younger", "1d", "--yes")
                        .json()
                        .path("removed"))
                .isEmpty();
        assertThat(aws.inventory()).isEqualTo(before);

        var done = images("prune", "--only", "ec2", "--yes");
        assertThat(done.exit()).as(done.err()).isZero();
        var after = aws.inventory();
        assertThat(after.get("images")).containsExactlyInAnyOrder(protectedOne, used, yours, FOREIGN);
        assertThat(after.get("snapshots")).hasSize(3);

        assertThat(images("unprotect", key(2), "--only", "ec2").exit()).isZero();
        var all = images("prune", "--only", "ec2", "--all", "--yes");
        assertThat(all.exit()).as(all.err()).isZero();
        assertThat(aws.inventory().get("images")).containsExactlyInAnyOrder(used, FOREIGN);
    }

    @Test
    void whatThereIsIsShownWithRegionSnapshotsTagsAndCost() throws Exception {
        var image = mine(1);
        var list = images("list");
        assertThat(list.exit()).as(list.err()).isZero();
        var row = list.json().findParents("reference").stream()
                .filter(each -> each.path("reference").asText().equals(image))
                .findFirst()
                .orElseThrow();
        var account = row.path("account");
        assertThat(account.path("place").asText()).isEqualTo("us-east-1");
        assertThat(account.path("state").asText()).isEqualTo("available");
        assertThat(account.path("usable").asBoolean()).isTrue();
        assertThat(account.path("owner").asText()).isEqualTo(me);
        assertThat(account.path("snapshots").path(0).path("id").asText()).startsWith("snap-");
        assertThat(account.path("per_month").asDouble()).isPositive();
        assertThat(account.path("basis").asText()).contains("us-east-1", "as if they shared nothing");
        var shown = images("show", key(1), "--region", "us-east-1").json();
        assertThat(shown.path("account")).isEqualTo(account);
        assertThat(images("show", key(1), "--region", "eu-west-1").exit()).isEqualTo(2);
    }

    @Test
    void thisMachineAloneIsLookedAtWithoutACall() throws Exception {
        mine(1);
        aws.takeCounts();
        assertThat(images("list", "--only", "local").exit()).isZero();
        assertThat(aws.takeCounts()).isEmpty();
    }

    @Test
    void aRefusalLeavesAReasonAndTheNextPruneFinishes() throws Exception {
        var image = mine(1);
        aws.bring(Fault.refusing("DeregisterImage", 9, 400, "UnauthorizedOperation"));
        var refused = images("prune", "--only", "ec2", "--yes");
        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.all("failed", "message"))
                .singleElement()
                .satisfies(why -> assertThat(why).contains("not permitted"));
        assertThat(aws.tagged("dev.workbench.key", key(1))).contains(image).hasSize(2);
        aws.calm();
        assertThat(images("prune", "--only", "ec2", "--yes").exit()).isZero();
        assertThat(aws.tagged("dev.workbench.key", key(1))).isEmpty();
    }

    @Test
    void halfMadeImagesAreLeftToReap() throws Exception {
        var broken = estate.brokenImage(me, "bake-bbbbbb", builder);
        aws.tag(broken, Estate.baked(me, key(6)));
        var tried = images("prune", "--only", "ec2", "--dry-run");
        assertThat(tried.all("keep", "reason"))
                .singleElement()
                .satisfies(why -> assertThat(why).contains("vm reap"));
        assertThat(Map.copyOf(aws.inventory())).containsKey("images");
    }
}
