package dev.workbench.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.NetworkInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.GpuSpec;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import dev.workbench.vm.VmLab.Launched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every provider promises, tried on a real one. One VM serves most tests, because a VM may take half a minute; the
 * last tests capture and destroy it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
public abstract class VmProviderContract {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
    private static final int OUTPUT_LIMIT = 100_000;
    private static final int LATE = Integer.MAX_VALUE - 10;

    private ContainerEngine engine;
    private VmProvider provider;
    private VmLab lab;
    private Machine machine;
    private Launched vm;
    private Guest guest;

    protected abstract ContainerEngine engine();

    protected abstract VmProvider provider();

    /** The processor architecture of a machine for which none is asked. */
    protected String architecture() {
        return engine.info().architecture();
    }

    /** How the addresses of VMs begin. */
    protected String addressPrefix(NetworkInfo network) {
        return network.subnet().substring(0, network.subnet().indexOf('.', 4));
    }

    /** The labels of each thing that a VM consists of. */
    protected List<Map<String, String>> labels(String name) {
        return provider.networkContainer(name).flatMap(engine::inspect).stream()
                .map(ContainerInfo::labels)
                .toList();
    }

    /** What a local provider does not have. */
    protected List<VmSpec> beyond() {
        var foreign = machine.architecture() == Architecture.X64 ? Architecture.ARM64 : Architecture.X64;
        var base = spec();
        var gpu = Optional.of(new GpuSpec(new Range(1, 1), "h100"));
        return List.of(
                new VmSpec(base.cpus(), base.ramGib(), Optional.of(foreign), base.gpu(), base.baseImage(), List.of()),
                new VmSpec(base.cpus(), base.ramGib(), base.architecture(), gpu, base.baseImage(), List.of()),
                new VmSpec(
                        base.cpus(), base.ramGib(), base.architecture(), base.gpu(), "ubuntu-20.04-cuda", List.of()));
    }

    protected static VmSpec spec() {
        return new VmSpec(
                Optional.of(new Range(1, 2)),
                Optional.of(new Range(1, 2)),
                Optional.empty(),
                Optional.empty(),
                VmSpec.DEFAULT_BASE_IMAGE,
                List.of());
    }

    @BeforeAll
    void launchOneVm() {
        engine = engine();
        provider = provider();
        machine = provider.choose(spec());
        provider.prepareBase(VmSpec.DEFAULT_BASE_IMAGE, Progress.SILENT);
        lab = new VmLab(engine, provider);
        vm = lab.launch("vm", new VmSource.Base(VmSpec.DEFAULT_BASE_IMAGE), machine);
        guest = lab.awaitReady(vm);
    }

    @AfterAll
    void destroyAll() {
        if (guest != null) {
            guest.close();
        }
        if (lab != null) {
            lab.close();
        }
        engine.close();
        afterAll();
    }

    /** Ends what the provider itself needed. */
    protected void afterAll() {}

    @Test
    void theMachineFitsTheSpec() {
        assertThat(machine.cpus()).isBetween(1, 2);
        assertThat(machine.ramGib()).isBetween(1, 2);
        assertThat(machine.architecture().word()).isEqualTo(architecture());
    }

    @Test
    void whatItCannotGiveIsRefusedByNameBeforeAnythingIsCreated() {
        var base = spec();
        var enormous = Optional.of(new Range(100_000, 100_000));
        Stream.concat(
                        beyond().stream(),
                        Stream.of(
                                new VmSpec(
                                        enormous,
                                        base.ramGib(),
                                        base.architecture(),
                                        base.gpu(),
                                        base.baseImage(),
                                        List.of()),
                                new VmSpec(
                                        base.cpus(),
                                        enormous,
                                        base.architecture(),
                                        base.gpu(),
                                        base.baseImage(),
                                        List.of())))
                .forEach(impossible -> {
                    var refusal = catchThrowableOfType(WorkbenchException.class, () -> provider.choose(impossible));
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.exit()).isEqualTo(ExitCode.PROVIDER);
                    assertThat(refusal.message()).contains("'" + provider.name() + "'");
                    assertThat(refusal.hint()).isNotEmpty();
                });
    }

    @Test
    void aBaseThatIsReadyHasTheSameIdentityEachTime() {
        var identity = provider.prepareBase(VmSpec.DEFAULT_BASE_IMAGE, Progress.SILENT);
        assertThat(identity).contains(VmSpec.DEFAULT_BASE_IMAGE);
        assertThat(provider.prepareBase(VmSpec.DEFAULT_BASE_IMAGE, Progress.SILENT))
                .isEqualTo(identity);
    }

    @Test
    void aRunningVmIsListedWithItsAddressInTheNetwork() {
        assertThat(provider.list()).contains(vm.name());
        assertThat(provider.state(vm.name()))
                .isInstanceOfSatisfying(
                        VmState.Running.class,
                        running -> assertThat(running.address()).startsWith(addressPrefix(lab.network())));
    }

    @Test
    void whatNeverWasIsGone() {
        assertThat(provider.state("wb-" + lab.id() + "-never")).isInstanceOf(VmState.Gone.class);
        assertThat(provider.console("wb-" + lab.id() + "-never", 10)).isEmpty();
        provider.destroy("wb-" + lab.id() + "-never");
        provider.destroyAndVerify("wb-" + lab.id() + "-never");
    }

    @Test
    void everythingOfItCarriesItsOwner() {
        assertThat(labels(vm.name()))
                .isNotEmpty()
                .allSatisfy(labels -> assertThat(labels)
                        .containsEntry(Ownership.LABEL_ENVIRONMENT, lab.id())
                        .containsEntry(Ownership.LABEL_OWNER, lab.ownership().owner())
                        .containsEntry(Ownership.LABEL_VERSION, lab.ownership().version())
                        .containsEntry(
                                Ownership.LABEL_EXPIRES,
                                lab.ownership().expires().toString())
                        .containsKey(Ownership.LABEL_ROLE));
    }

    @Test
    void commandsRunWithTheirStatusAndOutput() {
        var output = run("echo out; echo err >&2; exit 7");
        assertThat(output.status()).isEqualTo(7);
        assertThat(output.stdout()).isEqualTo("out\n");
        assertThat(output.stderr()).isEqualTo("err\n");
    }

    @Test
    void aCommandEndsWhenItsTimeIsUp() {
        var failure = catchThrowableOfType(
                WorkbenchException.class, () -> guest.run("sleep 300", Duration.ofSeconds(2), OUTPUT_LIMIT));
        assertThat(failure.exit()).isEqualTo(ExitCode.TIMEOUT);
        Awaitility.await()
                .atMost(COMMAND_LIMIT)
                .untilAsserted(() ->
                        assertThat(run("pgrep -x -f 'sleep 300'").status()).isEqualTo(1));
    }

    @Test
    void outputOverTheLimitIsDroppedAndSaid() {
        var output = guest.run("head -c 50000 /dev/zero | tr '\\0' x", COMMAND_LIMIT, 1000);
        assertThat(output.truncated()).isTrue();
        assertThat(output.stdout().length()).isLessThanOrEqualTo(1000);
        assertThat(output.status()).isZero();
    }

    @Test
    void theAdminUserIsRootWithoutAPassword() {
        assertThat(run("whoami").stdout().strip()).isEqualTo(vm.admin().user());
        assertThat(run("sudo -n id -u").stdout().strip()).isEqualTo("0");
    }

    @Test
    void itHasTheHostnameAndTheHostKeyThatItWasGiven() {
        assertThat(run("hostname").stdout().strip()).isEqualTo(vm.identity().hostname());
        assertThat(run("cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub")
                        .stdout()
                        .strip())
                .isEqualTo(firstTwoWords(vm.identity().hostPublicKey()));
        assertThat(run("sudo stat -c %a /etc/ssh/ssh_host_ed25519_key").stdout().strip())
                .isEqualTo("600");
    }

    @Test
    void aVmWithAnotherHostKeyIsNotBelieved() {
        var other = lab.access().newHostKey("other").publicLine();
        var deceived = new VmAccess.Account(vm.admin().user(), vm.admin().privateKey(), other);
        assertThatThrownBy(() ->
                        lab.access().connect(provider, vm.name(), deceived).close())
                .isInstanceOfSatisfying(
                        WorkbenchException.class,
                        failure -> assertThat(failure.code()).isEqualTo("host_key_mismatch"));
    }

    @Test
    void anotherKeyDoesNotGetIn() {
        var stranger = lab.access().newAdminKey("stranger").join();
        var account = new VmAccess.Account(
                vm.admin().user(), stranger.privateText(), vm.admin().hostKey());
        assertThatThrownBy(
                        () -> lab.access().connect(provider, vm.name(), account).close())
                .isInstanceOf(WorkbenchException.class);
    }

    @Test
    void filesAndDirectoriesGoInAndOut(@TempDir Path here) throws Exception {
        var content = new byte[1_500_000];
        new Random(3).nextBytes(content);
        var tree = Files.createDirectories(here.resolve("tree/sub"));
        Files.write(tree.resolve("größe.bin"), content);
        guest.upload(here.resolve("tree"), "copied");
        assertThat(run("stat -c %s copied/sub/*").stdout().strip()).isEqualTo("1500000");
        guest.download("copied", here.resolve("back"));
        assertThat(here.resolve("back/sub/größe.bin")).hasBinaryContent(content);
    }

    @Test
    void aTarGoesInAndOut() {
        guest.exec("mkdir -p tars && echo hello > tars/a", Streams.discarding(), Optional.empty());
        var tar = new ByteArrayOutputStream();
        guest.readTar("tars", tar);
        run("mkdir -p tars2");
        guest.writeTar("tars2", new ByteArrayInputStream(tar.toByteArray()));
        assertThat(run("cat tars2/tars/a").stdout()).isEqualTo("hello\n");
    }

    @Test
    void standardInputReachesACommandByteForByte() {
        var content = new byte[300_000];
        new Random(5).nextBytes(content);
        var out = new ByteArrayOutputStream();
        var status = guest.exec("cat", Streams.feeding(content, out, new ByteArrayOutputStream()), Optional.empty());
        assertThat(status).isZero();
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    void theConsoleTellsOfTheStart() {
        assertThat(provider.console(vm.name(), 50)).isNotBlank();
        assertThat(provider.console(vm.name(), 3).lines().count()).isLessThanOrEqualTo(3);
    }

    @Test
    void noInternetIsReachableFromAnInternalNetwork() {
        var probe = run("timeout 5 bash -c 'exec 3<>/dev/tcp/1.1.1.1/53' 2>/dev/null; echo $?");
        assertThat(probe.stdout().strip()).isNotEqualTo("0");
    }

    /** Two VMs with the same expiry, one of which gets more time: one wait tells both. */
    @Test
    void aVmEndsItselfAtItsExpiryUnlessThatIsMoved() {
        // Also on a slow machine both are launched by then, and the second one's expiry is moved.
        var soon = new Ownership(lab.id(), lab.ownership().owner(), "0-test", VmLab.inSeconds(40));
        var source = new VmSource.Base(VmSpec.DEFAULT_BASE_IMAGE);
        var shortLived = lab.launch("short", source, machine, soon);
        var extended = lab.launch("extended", source, machine, soon);
        try {
            var extension = provider.ability(ExpiryExtension.class).orElseThrow();
            extension.extend(extended.name(), lab.ownership().expires());
            assertThat(Instant.now()).isBefore(soon.expires());
            Awaitility.await().atMost(VmLab.BOOT_LIMIT).until(() -> !isUp(shortLived));
            assertThat(Instant.now()).isAfter(soon.expires());
            assertThat(provider.state(shortLived.name())).isInstanceOf(VmState.Broken.class);
            assertThat(isUp(extended)).isTrue();
        } finally {
            provider.destroyAndVerify(shortLived.name());
            provider.destroyAndVerify(extended.name());
        }
    }

    private boolean isUp(Launched vm) {
        return switch (provider.state(vm.name())) {
            case VmState.Starting() -> true;
            case VmState.Running(var address) -> true;
            case VmState.Broken(var reason) -> false;
            case VmState.Gone() -> false;
        };
    }

    @Test
    @Order(LATE + 1)
    void aCapturedImageStartsAsAnotherMachine() throws Exception {
        var capture = provider.ability(ImageCapture.class).orElseThrow();
        var key = "sha256:" + "%016x".formatted(new Random().nextLong()).repeat(4);
        run("echo kept > kept.txt; sudo sh -c 'echo root > /opt/kept'; sync");
        var machineId = run("cat /etc/machine-id").stdout();
        guest.close();
        var recipe =
                new ImageCapture.ImageRecipe(key, VmSpec.DEFAULT_BASE_IMAGE, machine, "contract", "main", "listing");
        assertThat(capture.find(key)).isEmpty();
        var image = capture.capture(
                vm.name(), () -> lab.access().connect(provider, vm.name(), vm.admin()), recipe, Progress.SILENT);
        try {
            assertThat(image.key()).isEqualTo(key);
            assertThat(image.provider()).isEqualTo(provider.name());
            assertThat(image.base()).isEqualTo(VmSpec.DEFAULT_BASE_IMAGE);
            assertThat(image.family()).isEqualTo("contract");
            assertThat(capture.find(key)).contains(image);
            assertThat(capture.images()).contains(image);
            provider.destroyAndVerify(vm.name());
            assertItIsAnotherMachine(lab.launch("second", new VmSource.Baked(image), machine), machineId);
        } finally {
            capture.removeImage(image);
        }
        assertThat(capture.find(key)).isEmpty();
    }

    private void assertItIsAnotherMachine(Launched second, String machineId) {
        try (var other = lab.awaitReady(second)) {
            assertThat(text(other, "cat kept.txt /opt/kept")).isEqualTo("kept\nroot\n");
            assertThat(text(other, "hostname").strip())
                    .isEqualTo(second.identity().hostname());
            assertThat(text(other, "cat /etc/machine-id"))
                    .isNotEqualTo(machineId)
                    .hasSize(33);
            assertThat(text(other, "cut -d' ' -f1,2 /etc/ssh/ssh_host_*_key.pub")
                            .lines())
                    .containsExactly(firstTwoWords(second.identity().hostPublicKey()));
            assertThat(text(other, "cat .ssh/authorized_keys"))
                    .contains(firstTwoWords(second.identity().adminAuthorizedKey()))
                    .doesNotContain(firstTwoWords(vm.identity().adminAuthorizedKey()));
        } finally {
            provider.destroyAndVerify(second.name());
        }
    }

    @Test
    @Order(LATE + 2)
    void destroyIsIdempotentAndSafeToCallTwiceAtOnce() throws Exception {
        var doomed = lab.launch("doomed", new VmSource.Base(VmSpec.DEFAULT_BASE_IMAGE), machine);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(
                    CompletableFuture.runAsync(() -> provider.destroyAndVerify(doomed.name()), threads),
                    CompletableFuture.runAsync(() -> provider.destroy(doomed.name()), threads));
            for (var one : both) {
                one.get();
            }
        }
        provider.destroyAndVerify(doomed.name());
        assertThat(provider.state(doomed.name())).isInstanceOf(VmState.Gone.class);
        assertThat(provider.list()).doesNotContain(doomed.name());
    }

    protected final Guest.Output run(String command) {
        return guest.run(command, COMMAND_LIMIT, OUTPUT_LIMIT);
    }

    private static String text(Guest guest, String command) {
        return guest.run(command, COMMAND_LIMIT, OUTPUT_LIMIT).stdout();
    }

    private static String firstTwoWords(String line) {
        var words = line.strip().split("\\s+", -1);
        return words[0] + " " + words[1];
    }
}
