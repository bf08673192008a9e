package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.BuildStep;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.family.content.KeyListing;
import dev.workbench.vm.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageKeyTest {
    private static final Machine MACHINE = new Machine(Architecture.X64, 2, 2);
    private static final BuildStep COPY = new BuildStep.File("assets", "there");

    @TempDir
    private Path temporary;

    private Path family;

    @BeforeEach
    void makeFamily() throws IOException {
        family = makeFamily("family");
    }

    @Test
    void isWhatItsListingSays() {
        assertThat(listing(COPY, shell("echo a", "echo b"))).isEqualTo("""
                        workbench-key 1 8:vm-image
                        provider 4:qemu
                        base 6:base 1
                        architecture 3:x64
                        steps 1:2
                        step-1 4:file
                        step-1.source 6:assets
                        step-1.destination 5:there
                        step-1.copies 9:directory
                        step-1.content.count 1:1
                        step-1.content/ file 5:a.txt 0644 2 87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7
                        step-2 5:shell
                        step-2.command.count 1:2
                        step-2.command 6:echo a
                        step-2.command 6:echo b
                        """);
    }

    @Test
    void aLayerHasTheKeyOfAnImageWithTheStepsSoFar() {
        var third = shell("step-2 4:file", "steps 1:9");
        var layers = ImageKey.layers(keyListing(COPY, shell("step-3 5:shell\nsteps"), third));
        assertThat(layers)
                .extracting(KeyListing::text)
                .containsExactly(listing(COPY), listing(COPY, shell("step-3 5:shell\nsteps")));
        assertThat(ImageKey.layers(keyListing(COPY))).isEmpty();
    }

    @Test
    void aLayerOfManyStepsCountsThemAsTheKeyDoes() {
        var steps = IntStream.range(0, 12).mapToObj(n -> shell("echo " + n)).toArray(BuildStep[]::new);
        var layers = ImageKey.layers(keyListing(steps));
        assertThat(layers).hasSize(11);
        assertThat(layers.getLast().text()).isEqualTo(listing(Arrays.copyOf(steps, 11)));
    }

    @Test
    void doesNotDependOnTheFamilysPlaceOrOnTimes() throws IOException {
        var other = makeFamily("elsewhere");
        Files.setLastModifiedTime(other.resolve("assets/a.txt"), FileTime.from(Instant.EPOCH));
        assertThat(key(other, MACHINE, "base 1", COPY)).isEqualTo(key(family, MACHINE, "base 1", COPY));
    }

    @Test
    void changesWithEverythingThatDecidesTheImage() throws IOException {
        var before = key(family, MACHINE, "base 1", COPY, shell("a", "b"));
        assertThat(key(family, MACHINE, "base 2", COPY, shell("a", "b"))).isNotEqualTo(before);
        assertThat(key(family, MACHINE, "base 1", shell("a", "b"), COPY)).isNotEqualTo(before);
        assertThat(key(family, MACHINE, "base 1", COPY, shell("a"), shell("b"))).isNotEqualTo(before);
        assertThat(key(family, MACHINE, "base 1", COPY, shell("a\nb"))).isNotEqualTo(before);
        assertThat(key(family, new Machine(Architecture.ARM64, 2, 2), "base 1", COPY, shell("a", "b")))
                .isNotEqualTo(before);
        Files.setPosixFilePermissions(family.resolve("assets/a.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var executable = key(family, MACHINE, "base 1", COPY, shell("a", "b"));
        assertThat(executable).isNotEqualTo(before);
        Files.move(family.resolve("assets/a.txt"), family.resolve("assets/b.txt"));
        assertThat(key(family, MACHINE, "base 1", COPY, shell("a", "b"))).isNotEqualTo(executable);
    }

    @Test
    void doesNotDependOnTheSizeOfTheMachine() {
        assertThat(key(family, new Machine(Architecture.X64, 1, 8), "base 1", COPY))
                .isEqualTo(key(family, MACHINE, "base 1", COPY));
    }

    @Test
    void aSourceOutsideTheFamilyNeverGetsAKey() throws IOException {
        Files.createDirectory(temporary.resolve("family_secret"));
        assertThatThrownBy(() -> listing(new BuildStep.File("../family_secret", "x")))
                .isInstanceOf(WorkbenchException.class);
    }

    private String listing(BuildStep... steps) {
        return keyListing(steps).text();
    }

    private KeyListing keyListing(BuildStep... steps) {
        return ImageKey.listing("qemu", "base 1", recipe(family, MACHINE, steps));
    }

    private static String key(Path family, Machine machine, String base, BuildStep... steps) {
        return ImageKey.listing("qemu", base, recipe(family, machine, steps)).key();
    }

    private static Recipe recipe(Path directory, Machine machine, BuildStep... steps) {
        var family = new TaskFamily("fam", directory, Optional.empty(), Optional.empty());
        var spec = new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of(steps));
        return Recipe.of(family, "main", spec, machine, family.directory().resolveSibling("hashes"));
    }

    private Path makeFamily(String name) throws IOException {
        var directory = temporary.toRealPath().resolve(name);
        var assets = Files.createDirectories(directory.resolve("assets"));
        Files.writeString(assets.resolve("a.txt"), "a\n");
        return directory;
    }

    private static BuildStep shell(String... commands) {
        return new BuildStep.Shell(List.of(commands));
    }
}
