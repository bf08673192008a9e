package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.container.NetworkInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.home.Home;
import dev.workbench.progress.Progress;
import dev.workbench.provider.ec2.lab.ApiCall;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.Fault;
import dev.workbench.provider.ec2.lab.Reply;
import dev.workbench.reap.Known;
import dev.workbench.reap.Reaper;
import dev.workbench.reap.Rules;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.PlainVmAccess;
import dev.workbench.vm.Spending;
import dev.workbench.vm.VmIdentity;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        provider = provider(Optional.empty());
        if (aws.tagged("dev.workbench.owner", "you@there").isEmpty()) {
            new Estate(aws)
                    .environment("you@there", "theirs-aaaaaa", Instant.now().minusSeconds(60));
        }
        theirs = aws.tagged("dev.workbench.owner", "you@there");
        aws.takeCounts();
    }

    private static Ec2Vms provider(Optional<String> securityGroup) {
        return new Ec2Vms(new Home(home, home, home), options(securityGroup));
    }

    private static Options options(Optional<String> securityGroup) {
        return new Options(
                Optional.empty(), securityGroup, Optional.empty(), Options.Address.PRIVATE, 8, Optional.empty());
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

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "ami-0d12a0a64a0a64a00, ami-0badbadbadbadbad0, belongs to the account 666666666666",
        "ami-0d12a0a64a0a64a00, ami-0d12a0d64a0d64a01, its name is 'debian-12-amd64-20251001-1900'",
        "ami-0d12a0a64a0a64a00, ami-00000000000000000, no such AMI in us-east-1"
    })
    void aLockedImageThatIsNotThePublishersIsRefusedBeforeAnythingIsCreated(String locked, String other, String why)
            throws IOException {
        provider.prepareBase("debian-12", Progress.SILENT);
        var lock = home.resolve("workbench.lock");
        var before = Files.readString(lock);
        Files.writeString(lock, before.replace(locked, other));
        try {
            var failure = failure();
            assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(failure.code()).isEqualTo("bad_locked_image");
            assertThat(failure.message()).contains("debian-12", other);
            assertThat(failure.place().orElse("")).matches(Pattern.quote(lock + ":") + "\\d+");
            assertThat(failure.details().orElse("")).contains(why);
            assertThat(failure.hint().orElse("")).contains("vm images outdated debian-12 --update");
            assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
        } finally {
            Files.writeString(lock, before);
        }
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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "AuthorizeSecurityGroupIngress, InvalidGroup.NotFound",
        "RunInstances, InvalidKeyPair.NotFound",
        "RunInstances, InvalidGroup.NotFound",
        "RunInstances, InvalidAMIID.NotFound",
        "TerminateInstances, InvalidInstanceID.NotFound"
    })
    void whatAwsDoesNotKnowYetIsAskedForAgain(String action, String code) {
        aws.bring(Fault.refusing(action, 2, 400, code));
        launch();
        assertThat(provider.awaitAddress(NAME)).startsWith(aws.addressPrefix());
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void anInstanceThatAwsDoesNotKnowYetIsStillStarting() throws InterruptedException {
        aws.bring((call, api) -> call.action().equals("DescribeInstances")
                        && !call.get("InstanceId.1").isEmpty()
                ? Optional.of(Reply.error(400, "InvalidInstanceID.NotFound", "as the test wants it"))
                : Optional.empty());
        launch();
        Thread.sleep(Instances.CHANGING.plusMillis(100));
        assertThat(provider.state(NAME)).isInstanceOf(VmState.Starting.class);
        aws.calm();
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void aGroupThatAwsDoesNotListYetIsRemovedAllTheSame() {
        aws.bring(Fault.refusing("RunInstances", 999, 500, "InsufficientInstanceCapacity"));
        aws.bring(Fault.changing(
                call -> call.action().equals("DescribeSecurityGroups"),
                reply -> new Reply(
                        reply.status(),
                        reply.body()
                                .replaceAll("(?s)<securityGroupInfo>.*</securityGroupInfo>", "<securityGroupInfo/>"))));
        assertThat(failure().code()).isEqualTo("no_capacity");
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void aSecurityGroupOfTheUsersOwnStays() {
        var group = aws.ask(Map.of(
                        "Action", "CreateSecurityGroup", "GroupName", "own", "GroupDescription", "own", "VpcId", vpc()))
                .first("groupId");
        provider = provider(Optional.of(group));
        launch();
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
        assertThat(aws.ask(Map.of("Action", "DescribeSecurityGroups", "GroupId.1", group))
                        .first("groupId"))
                .isEqualTo(group);
    }

    private static String vpc() {
        return aws.ask(Map.of("Action", "DescribeSubnets")).first("vpcId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ImportKeyPair", "CreateSecurityGroup", "AuthorizeSecurityGroupIngress"})
    void whatIsDoneThoughItsAnswerWasLostIsNotDoneTwice(String action) {
        aws.bring(Fault.cuttingAfter(action, 1));
        launch();
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void anInstanceThatStaysPendingIsATimeoutAndIsRemoved() {
        aws.bring(Fault.changing(
                call -> call.action().equals("RunInstances") || call.action().equals("DescribeInstances"),
                Ec2FaultsIT::pending));
        provider = new Ec2Vms(new Home(home, home, home), options(Optional.empty()), Duration.ofSeconds(3));
        launch();
        var failure = catchThrowableOfType(WorkbenchException.class, () -> provider.awaitAddress(NAME));
        assertThat(failure.exit()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(failure.message()).contains("after 3 s").contains("pending");
        aws.calm();
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    private static Reply pending(Reply reply) {
        var body = reply.body()
                .replaceAll("<code>16</code>\\s*<name>running</name>", "<code>0</code><name>pending</name>")
                .replaceAll("<privateIpAddress>[^<]*</privateIpAddress>", "");
        return new Reply(reply.status(), body);
    }

    @Test
    void spareCapacityIsTriedInEveryZoneAndThenOnDemand() {
        var markets = new ArrayList<String>();
        aws.bring((call, api) -> {
            if (call.action().equals("RunInstances")) {
                markets.add(call.get("InstanceMarketOptions.MarketType") + "/"
                        + call.get("InstanceMarketOptions.SpotOptions.MaxPrice"));
            }
            return call.get("InstanceMarketOptions.MarketType").equals("spot")
                    ? Optional.of(Reply.error(400, "SpotMaxPriceTooLow", "as the test wants it"))
                    : Optional.empty();
        });
        var spending = new Spending(OptionalDouble.of(0.02), true);
        launch(provider.within(spending));
        assertThat(markets).startsWith("spot/0.02", "spot/0.02", "spot/0.02").endsWith("/");
        assertThat(markets.subList(0, markets.size() - 1)).containsOnly("spot/0.02");
        provider.destroyAndVerify(NAME);
        assertThat(aws.tagged("dev.workbench.owner", ME)).isEmpty();
    }

    @Test
    void aMachineOfSpareCapacityIsAskedForOnceAndEndsForGood() {
        var calls = new ArrayList<ApiCall>();
        aws.bring((call, api) -> {
            if (call.action().equals("RunInstances")) {
                calls.add(call);
            }
            return Optional.empty();
        });
        launch(provider.within(new Spending(OptionalDouble.empty(), true)));
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().get("InstanceMarketOptions.SpotOptions.SpotInstanceType"))
                .isEqualTo("one-time");
        assertThat(calls.getFirst().get("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior"))
                .isEqualTo("terminate");
        assertThat(calls.getFirst().parameters()).containsValue("spot-instances-request");
        provider.destroyAndVerify(NAME);
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
        launch(provider);
    }

    private void launch(VmProvider where) {
        var access = new PlainVmAccess();
        var hostKey = access.newHostKey("vm");
        var identity = new VmIdentity(
                "vm", access.newAdminKey("vm").join().publicLine(), hostKey.publicLine(), hostKey.privateText());
        var network = new NetworkInfo("none", "none", false, "10.9.0.0/24", "10.9.0.1", Map.of());
        where.launch(
                new VmRequest(NAME, new VmSource.Base("debian-12"), machine(), identity, ownership(), network),
                Progress.SILENT);
    }
}
