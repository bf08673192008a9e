package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.container.NetworkInfo;
import dev.workbench.container.Networks;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.BuildStep;
import dev.workbench.ledger.Ledger;
import dev.workbench.ledger.Scope;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import dev.workbench.vm.FakeVmAccess;
import dev.workbench.vm.FakeVms;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.StallReport;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakerTest {
    @TempDir
    private Path temporary;

    private final FakeNetworks networks = new FakeNetworks();
    private final FakeVms vms = new FakeVms();
    private Provisioner provisioner = (provisioning, watch, progress) -> {};
    private Scope scope;

    @BeforeEach
    void openLedger() {
        var owner = new Ownership("fam-main-abcdef", "me@here", "1", Instant.MAX);
        scope = new Scope(new Ledger(temporary.resolve("ledger.jsonl")), owner);
    }

    @Test
    void bakesOnceAndReusesTheImage() {
        var first = prepare("echo 1");
        assertThat(first.cache()).isEqualTo(ImageChoice.Cache.MISS);
        assertThat(vms.launched).isEqualTo(1);
        assertNothingIsLeft();

        var second = prepare("echo 1");
        assertThat(second).isEqualTo(new ImageChoice(first.source(), first.key(), ImageChoice.Cache.HIT));
        assertThat(vms.launched).isEqualTo(1);
    }

    @Test
    void anotherStepIsAnotherImage() {
        assertThat(prepare("echo 1").key()).isNotEqualTo(prepare("echo 2").key());
        assertThat(vms.images()).hasSize(2);
    }

    @Test
    void aMissIsExplainedByTheNearestImageOfTheTask() {
        var notes = new ArrayList<String>();
        Progress listener = event -> {
            if (event instanceof Event.Note(String text)) {
                notes.add(text);
            }
        };
        var far = prepare(listener, "echo 1", "echo 2", "echo 3");
        var near = prepare(listener, "echo 1", "echo 9");
        prepare(listener, "echo 1", "echo 8");
        assertThat(notes)
                .containsExactly(
                        "no image of fam/main yet: baking the first one",
                        "no image for this yet: step 1: command 2 changed: 'echo 2' → 'echo 9'; step 1: command 3 is"
                                + " gone: 'echo 3' (compared with " + far.key().substring(0, 19) + ")",
                        "no image for this yet: step 1: command 2 changed: 'echo 9' → 'echo 8' (compared with "
                                + near.key().substring(0, 19) + ")");
    }

    @Test
    void noStepsMeanTheBaseImage() {
        var choice = prepare();
        assertThat(choice.source()).isEqualTo(new VmSource.Base("debian-12"));
        assertThat(choice.cache()).isEqualTo(ImageChoice.Cache.BASE);
        assertThat(vms.launched).isZero();
    }

    @Test
    void theProvisionerGetsTheRunningVmAndItsPinnedKey() {
        provisioner = (provisioning, watch, progress) -> {
            assertThat(provisioning.address()).isEqualTo(FakeVms.ADDRESS);
            assertThat(provisioning.admin().user()).isEqualTo("admin");
            assertThat(provisioning.admin().hostKey())
                    .isEqualTo(vms.identity("wb-fam-main-abcdef-bake").hostPublicKey());
            assertThat(provisioning.place()).isEqualTo("fam/main");
            assertThat(provisioning.network().name()).isEqualTo("wb-fam-main-abcdef-bake-net");
            assertThat(provisioning.network().internal()).isFalse();
        };
        prepare("echo 1");
    }

    @Test
    void aFailingStepLeavesNeitherImageNorMachine() {
        provisioner = (provisioning, watch, progress) -> {
            throw WorkbenchException.verdict("bake_failed", "no");
        };
        assertThatThrownBy(() -> prepare("exit 1"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessage("no");
        assertThat(vms.images()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void cleaningIsDoneAlsoWhenTheThreadWasInterrupted() {
        provisioner = (provisioning, watch, progress) -> {
            Thread.currentThread().interrupt();
            throw WorkbenchException.verdict("interrupted", "interrupted");
        };
        assertThatThrownBy(() -> prepare("exit 1")).hasMessage("interrupted");
        assertThat(Thread.interrupted()).as("the interrupt is given back").isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aMachineThatCannotBeRemovedIsSaidAndStaysInTheLedgerWhileTheRestGoes() {
        vms.sticky = true;
        assertThatThrownBy(() -> prepare("echo 1"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessage("it stays");
        assertThat(scope.ledger().outstanding()).containsExactly(scope.vm("fake", "bake"));
        assertThat(networks.byName).isEmpty();
    }

    /** The next step would wait for it in vain, for minutes. */
    @Test
    void aMachineThatStandsStillWhenItsDiskCannotBeKeptEndsTheBake() {
        vms.others.add(new FullDisk());
        vms.others.add((StallReport) name -> Optional.of("no space"));
        provisioner = (provisioning, watch, progress) -> {
            watch.between(1);
            throw new AssertionError("the second step has begun");
        };
        assertThatThrownBy(() -> prepare(Progress.SILENT, List.of(step("echo 1"), step("echo 2"))))
                .isInstanceOf(WorkbenchException.class)
                .hasMessage("the VM stopped while the build steps ran: no space");
        assertNothingIsLeft();
    }

    @Test
    void aDiskThatCannotBeKeptBetweenTwoStepsIsOnlyALayerLess() {
        vms.others.add(new FullDisk());
        vms.others.add((StallReport) name -> Optional.empty());
        provisioner = (provisioning, watch, progress) -> watch.between(1);
        assertThat(prepare(Progress.SILENT, List.of(step("echo 1"), step("echo 2")))
                        .cache())
                .isEqualTo(ImageChoice.Cache.MISS);
    }

    private static BuildStep step(String... commands) {
        return new BuildStep.Shell(List.of(commands));
    }

    private ImageChoice prepare(String... commands) {
        return prepare(Progress.SILENT, commands);
    }

    private ImageChoice prepare(Progress progress, String... commands) {
        return prepare(progress, commands.length == 0 ? List.of() : List.of(step(commands)));
    }

    private ImageChoice prepare(Progress progress, List<BuildStep> steps) {
        var machine = new Machine(Architecture.X64, 1, 1);
        var recipe = new Recipe("fam", "main", "debian-12", machine, steps, List.of());
        var baker = new Baker(
                networks,
                new FakeVmAccess(),
                provisioner,
                new BakeLock(temporary.resolve("locks")),
                new Misses(new ImageRecords(temporary.resolve("records"))),
                Map.of());
        return baker.prepare(recipe, vms, scope, progress);
    }

    private void assertNothingIsLeft() {
        assertThat(vms.list()).isEmpty();
        assertThat(networks.byName).isEmpty();
        assertThat(scope.ledger().outstanding()).isEmpty();
    }

    /** Layers on a disk that has no room for any. */
    private static final class FullDisk implements StepLayers {
        @Override
        public Optional<VmImage> findLayer(String key) {
            return Optional.empty();
        }

        @Override
        public List<VmImage> layers() {
            return List.of();
        }

        @Override
        public void keepLayer(String name, ImageRecipe recipe, Progress progress) {
            throw WorkbenchException.notReady("disk_full", "the container engine's disk is full");
        }

        @Override
        public void removeLayer(VmImage layer) {}
    }

    /** Networks in memory. */
    private static final class FakeNetworks implements Networks {
        private final Map<String, NetworkInfo> byName = new TreeMap<>();

        @Override
        public NetworkInfo createNetwork(String name, boolean internal, Map<String, String> labels) {
            assertThat(byName).doesNotContainKey(name);
            var network = new NetworkInfo(name, name, internal, "10.1.2.0/24", "10.1.2.1", labels);
            byName.put(name, network);
            return network;
        }

        @Override
        public List<NetworkInfo> networks(Map<String, String> labels) {
            return List.copyOf(byName.values());
        }

        @Override
        public void removeNetwork(String nameOrId) {
            byName.remove(nameOrId);
        }
    }
}
