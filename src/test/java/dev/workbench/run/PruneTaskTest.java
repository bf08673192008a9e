package dev.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.base.BaseImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.EngineInfo;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.VmSpec;
import dev.workbench.home.Home;
import dev.workbench.image.Baker;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Protections;
import dev.workbench.image.PrunePlan;
import dev.workbench.image.Recipe;
import dev.workbench.image.VmImages;
import dev.workbench.progress.Progress;
import dev.workbench.vm.FakeVms;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTaskTest {
    private static final PrunePlan.Rules ALL = new PrunePlan.Rules(Optional.empty(), true);

    private static final Where HERE = new Where.ThisMachine();

    @TempDir
    private Path temporary;

    private final FakeVms vms = new FakeVms();
    private Workbench workbench;
    private Path family;

    @BeforeEach
    void prepare() throws IOException {
        var real = temporary.toRealPath();
        var home = Home.of(Map.of("HOME", real.toString()));
        workbench = new Workbench(home, Map.of(), real, "me@here", "1", "workbench", new OnlyVms(vms), Progress.SILENT);
        family = Files.createDirectories(real.resolve("families/counting"));
        manifest("echo 1");
    }

    @Test
    void whatAFamilyBelowTheDirectoryNeedsNowStays() throws IOException {
        var old = bake();
        manifest("echo 2");
        var current = bake();
        assertThat(removed(List.of(family.getParent()))).containsExactly(old);
        assertThat(removed(List.of())).containsExactlyInAnyOrder(old, current);
    }

    @Test
    void allImagesOfAFamilyThatCannotBeReadStay() throws IOException {
        bake();
        Files.writeString(family.resolve("manifest.yaml"), "tasks: [\n");
        assertThat(removed(List.of(family))).isEmpty();
    }

    @Test
    void whatAnEnvironmentUsesOrIsAboutToUseStays() {
        var image = bake();
        var now = Instant.now();
        var environment = workbench
                .environments()
                .begin(EnvironmentRecord.begin(
                        "run", "counting", "main", family, "me", "1", now, now.plusSeconds(60), Optional.empty()));
        assertThat(removed(List.of())).isEmpty();
        environment.update(record -> record.withMachines(
                new EnvironmentRecord.Container("c", "c", "i", "hit"),
                new EnvironmentRecord.Network("n", "s", "g", "none", Map.of(), Map.of()),
                Optional.of(new EnvironmentRecord.Vm(
                        "fake",
                        "v",
                        "1.2.3.4",
                        "admin",
                        "debian-12",
                        1,
                        1,
                        image.key(),
                        "hit",
                        "k",
                        Optional.empty()))));
        environment.update(record -> record.withStart(now));
        assertThat(removed(List.of())).isEmpty();
    }

    @Test
    void whatIsProtectedMeanwhileIsNotRemovedAnyMore() {
        var image = bake();
        var prune = new PruneTask(workbench, HERE);
        var plan = prune.plan(List.of(), ALL).plan();
        var protections = new Protections(workbench.home().protectedImages());
        protections.add(image.key());
        assertThat(prune.remove(plan).failed())
                .extracting(PruneTask.Failure::key)
                .containsExactly(image.key());
        assertThat(vms.images()).hasSize(1);
        protections.remove(image.key());
        assertThat(prune.remove(plan).removed()).containsExactly(image);
        assertThat(vms.images()).isEmpty();
    }

    @Test
    void anImageIsNamedByTheBeginningOfItsKey() {
        var image = bake();
        var tasks = new VmImageTasks(workbench);
        assertThat(tasks.show(image.key().substring(7, 20), HERE).image().key()).isEqualTo(image.key());
        assertThat(tasks.protect(image.key(), true, HERE)).isEqualTo(image.key());
        assertThat(tasks.list(HERE).images()).singleElement().satisfies(row -> {
            assertThat(row.isProtected()).isTrue();
            assertThat(row.lastUsed()).isEmpty();
        });
    }

    private List<VmImage> removed(List<Path> directories) {
        return new PruneTask(workbench, HERE).plan(directories, ALL).plan().remove();
    }

    private void manifest(String command) throws IOException {
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: Count.
                    aux_vm:
                      build_steps:
                        - {type: shell, commands: ["%s"]}
                """.formatted(command));
    }

    /** Puts the image into the cache that the family needs now. */
    private VmImage bake() {
        var loaded = FamilyLoader.load(family);
        var spec = Objects.requireNonNull(
                        loaded.manifest().orElseThrow().tasks().get("main"))
                .auxVm()
                .orElseThrow();
        var recipe = Recipe.of(loaded, "main", spec, vms.choose(spec), temporary.resolve("hashes"));
        var images = new VmImages(
                workbench.parts().providers(), new ImageRecords(workbench.home().vmImages()));
        var explained = images.explain(recipe, vms, Progress.SILENT);
        return vms.capture(
                "vm",
                () -> {
                    throw new AssertionError("nobody has to enter");
                },
                new ImageCapture.ImageRecipe(
                        explained.key(),
                        VmSpec.DEFAULT_BASE_IMAGE,
                        vms.choose(spec),
                        "counting",
                        "main",
                        explained.listing()),
                Progress.SILENT);
    }

    private record OnlyVms(FakeVms vms) implements Workbench.Parts {
        @Override
        public ContainerEngine engine() {
            throw new AssertionError("no engine is needed");
        }

        @Override
        public BaseImages bases() {
            throw new AssertionError("no base image is needed");
        }

        @Override
        public VmProviders providers() {
            return new VmProviders(List.of(vms));
        }

        @Override
        public VmAccess access() {
            throw new AssertionError("no VM is needed");
        }

        @Override
        public Baker baker() {
            throw new AssertionError("nothing is baked");
        }

        @Override
        public Optional<String> whyEmulated(Optional<EngineInfo> engine) {
            return Optional.empty();
        }
    }
}
