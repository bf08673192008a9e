package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.container.NetworkInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.home.Home;
import dev.workbench.progress.Progress;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.Fault;
import dev.workbench.reap.Known;
import dev.workbench.reap.Reaper;
import dev.workbench.reap.Rules;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.PlainVmAccess;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between us and AWS; after each, a reap leaves nothing of ours and all of another owner's. */
class Ec2FaultsIT {
    private static final String NAME = "wb-faults-vm";
    private static final String ME = "me@here";

    @TempDir
    private static Path home;

    private static Ec2Lab aws;

    private Ec2Vms provider;
    private List<String> theirs;

    @BeforeAll
    static void open() {
        aws = new Ec2Lab();
    }

    @AfterAll
    static void close() {
        aws.close();
    }

    @BeforeEach
    void enter() {
        aws.enter();
        provider = new Ec2Vms(
                new Home(home, home, home),
                new Options(Optional.empty(), Optional.empty(), Optional.empty(), Options.Address.PRIVATE, 8));
        if (aws.tagged("dev.workbench.owner", "you@there").isEmpty()) {
            new Estate(aws)
                    .environment("you@there", "theirs-aaaaaa", Instant.now().minusSeconds(60));
        }
        theirs = aws.tagged("dev.workbench.owner", "you@there");
        aws.takeCounts();
    }

    @AfterEach
    void reapEverything() {
        aws.calm();
        var reaper = new Reaper(
                List.of(provider.inventory()), Progress.SILENT, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        var rules = new Rules(Optional.of(ME), Optional.empty(), Map.of(), Set.of());
        assertThat(reaper.carryOut(reaper.plan(rules, Known.NOTHING)).left()).isEmpty();
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
        assertThat(aws.tagged("dev.workbench.owner", "you@there")).isEqualTo(theirs);
    }

    @Test
    void whereThereIsNoRoomTheNextCandidateIsTriedAndNoneIsAskedTwice() {
        aws.bring(Fault.refusing("RunInstances", 2, 500, "InsufficientInstanceCapacity"));
        launch();
        assertThat(aws.takeCounts()).containsEntry("RunInstances", 3);
        assertThat(provider.list()).contains(NAME);
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void withoutRoomAnywhereEveryRefusalIsTold() {
        aws.bring(Fault.refusing("RunInstances", 999, 500, "InsufficientInstanceCapacity"));
        var failure = failure();
        assertThat(failure.exit()).isEqualTo(ExitCode.PROVIDER);
        assertThat(failure.code()).isEqualTo("no_capacity");
        assertThat(failure.details().orElse("")).contains("us-east-1a").contains("InsufficientInstanceCapacity");
    }

    @Test
    void aQuotaIsNamedAndEndsTheTryingOfWhatItCovers() {
        aws.bring(Fault.refusing("RunInstances", 999, 400, "VcpuLimitExceeded"));
        var failure = failure();
        assertThat(failure.code()).isEqualTo("over_quota");
        assertThat(failure.message()).contains("quota '");
        assertThat(aws.takeCounts().getOrDefault("RunInstances", 0)).isLessThan(4);
    }

    @Test
    void throttlingIsWaitedOut() {
        aws.bring(Fault.refusing("RunInstances", 2, 503, "RequestLimitExceeded"));
        launch();
        assertThat(aws.takeCounts()).containsEntry("RunInstances", 3);
    }

    @Test
    void credentialsThatExpireMeanwhileAreSaidToHaveExpired() {
        aws.bring(Fault.refusing("RunInstances", 1, 400, "ExpiredToken"));
        var failure = failure();
        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(failure.code()).isEqualTo("credentials_expired");
    }

    @Test
    void aConnectionCutWhileItStartsLeavesOneInstanceAndNotTwo() {
        aws.bring(Fault.cuttingAfter("RunInstances", 1));
        launch();
        assertThat(aws.takeCounts()).containsEntry("RunInstances", 2);
        assertThat(aws.inventory().get("instances")).hasSize(2); // theirs is the other one
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void anInstanceThatNobodyHeardOfIsRemovedByItsName() {
        aws.bring(Fault.cuttingAfter("RunInstances", 999));
        assertThat(failure().exit()).isIn(ExitCode.PROVIDER, ExitCode.TIMEOUT);
        aws.calm();
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void anImageThatFailsIsAnErrorAtOnceAndIsRemoved() {
        launch();
        aws.bring(Fault.saying(
                "DescribeImages", "<imageState>failed</imageState>", "<imageState>available</imageState>"));
        var instance = aws.tagged("Name", NAME).getFirst();
        var recipe = new ImageRecipe("sha256:" + "ab".repeat(32), "debian-12", machine(), "family", "task", "");
        var owner = ownership().labels("vm");
        owner.remove(Ownership.LABEL_EXPIRES);
        var failure = catchThrowableOfType(
                WorkbenchException.class,
                () -> new Amis(new Aws(null, new CallCounter())).capture(instance, recipe, owner, Progress.SILENT));
        assertThat(failure.code()).isEqualTo("image_failed");
        assertThat(aws.inventory()).doesNotContainKeys("images", "snapshots");
    }

    @Test
    void anInstanceThatVanishesIsGoneAndDestroyingItSucceeds() {
        launch();
        aws.terminate(aws.tagged("Name", NAME).getFirst());
        var fresh = new Ec2Vms(new Home(home, home, home), Options.DEFAULT);
        assertThat(fresh.state(NAME)).isInstanceOf(VmState.Gone.class);
        fresh.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    private WorkbenchException failure() {
        return catchThrowableOfType(WorkbenchException.class, this::launch);
    }

    private Machine machine() {
        return provider.choose(new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of()));
    }

    private static Ownership ownership() {
        return new Ownership("faults-aaaaaa", ME, "0-test", Instant.now().plus(Duration.ofHours(1)));
    }

    private void launch() {
        var access = new PlainVmAccess();
        var hostKey = access.newHostKey("vm");
        var identity = new VmIdentity(
                "vm", access.newAdminKey("vm").join().publicLine(), hostKey.publicLine(), hostKey.privateText());
        var network = new NetworkInfo("none", "none", false, "10.9.0.0/24", "10.9.0.1", Map.of());
        provider.launch(
                new VmRequest(NAME, new VmSource.Base("debian-12"), machine(), identity, ownership(), network),
                Progress.SILENT);
    }
}
