package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.Architecture;
import dev.workbench.family.BuildStep;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.family.content.KeyListing;
import dev.workbench.vm.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
    private static final BuildStep COPY = new BuildStep.File("assets", "there");

    @TempDir
    private Path temporary;

    private Path family;

    @BeforeEach
    void makeFamily() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve("family"));
        write("assets/setup.sh", "one");
        write("assets/keep", "keep");
    }

    @Test
    void theSameInputsDifferInNothing() {
        assertThat(differ(listing(COPY, shell("a")), listing(COPY, shell("a")))).isEmpty();
    }

    @Test
    void aFileThatChangedItsModeAndANewStepAreSaid() throws IOException {
        var before = listing(COPY, shell("a"));
        write("assets/setup.sh", "two");
        Files.setPosixFilePermissions(family.resolve("assets/setup.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var after = listing(COPY, shell("a"), shell("b"));
        assertThat(differ(before, after))
                .containsExactly("assets/setup.sh changed; mode 644 → 755", "step 3 (shell: 'b') is new");
        assertThat(differ(after, before))
                .containsExactly("assets/setup.sh changed; mode 755 → 644", "step 3 (shell: 'b') is gone");
    }

    @Test
    void onlyAModeIsSaidAsSuch() throws IOException {
        var before = listing(COPY);
        Files.setPosixFilePermissions(family.resolve("assets/setup.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(differ(before, listing(COPY))).containsExactly("assets/setup.sh: mode 644 → 755");
    }

    @Test
    void filesThatComeGoMoveAndTurnAreSaid() throws IOException {
        write("assets/gone", "x");
        Files.createSymbolicLink(family.resolve("assets/link"), Path.of("keep"));
        Files.createDirectory(family.resolve("assets/turns"));
        var before = listing(COPY);
        Files.delete(family.resolve("assets/gone"));
        Files.delete(family.resolve("assets/link"));
        Files.createSymbolicLink(family.resolve("assets/link"), Path.of("new"));
        Files.delete(family.resolve("assets/turns"));
        write("assets/turns", "file");
        write("assets/new", "y");
        Files.move(family.resolve("assets/setup.sh"), family.resolve("assets/install.sh"));
        assertThat(differ(before, listing(COPY)))
                .containsExactlyInAnyOrder(
                        "assets/gone is gone",
                        "assets/link links to 'keep' → 'new'",
                        "assets/setup.sh is now assets/install.sh",
                        "assets/turns was a directory and is a file",
                        "assets/new is new");
    }

    @Test
    void aStepBetweenOthersIsNewAndDoesNotMakeTheOthersChanged() {
        assertThat(differ(
                        listing(shell("a", "1"), shell("b", "2"), shell("c", "3")),
                        listing(shell("a", "1"), shell("new", "4"), shell("b", "2"), shell("c", "3"))))
                .containsExactly("step 2 (shell: 'new') is new");
    }

    @Test
    void aStepThatMovedIsSaidToHaveMoved() {
        assertThat(differ(
                        listing(shell("a", "1"), shell("b", "2"), shell("c", "3")),
                        listing(shell("b", "2"), shell("c", "3"), shell("a", "1"))))
                .containsExactly("step 1 is now step 3");
    }

    @Test
    void aCommandThatChangedIsShownWhereItDiffers() {
        assertThat(differ(listing(shell("a", "b", "c")), listing(shell("a", "B", "c", "d"))))
                .containsExactly("step 1: command 2 changed: 'b' → 'B'", "step 1: command 4 is new: 'd'");
    }

    @Test
    void aLongCommandIsCutAroundWhatDiffers() {
        var text = "x".repeat(100);
        assertThat(differ(listing(shell(text + "one")), listing(shell(text + "two"))))
                .containsExactly(
                        "step 1: command 1 changed: '…" + "x".repeat(20) + "one' → '…" + "x".repeat(20) + "two'");
        var longer = "x".repeat(2000);
        assertThat(differ(listing(shell(longer + "one")), listing(shell(longer + "two"))))
                .singleElement()
                .asString()
                .matches("step 1: command 1 changed: \\(2003 bytes, sha256 [0-9a-f]{12}…\\) → "
                        + "\\(2003 bytes, sha256 [0-9a-f]{12}…\\)");
    }

    @Test
    void placesOfAFileStepAreSaid() throws IOException {
        write("assets2/setup.sh", "one");
        write("assets2/keep", "keep");
        assertThat(differ(listing(COPY), listing(new BuildStep.File("assets", "elsewhere"))))
                .containsExactly("step 1: destination 'there' → 'elsewhere'");
        assertThat(differ(listing(COPY), listing(new BuildStep.File("assets2", "there"))))
                .containsExactly("step 1: source 'assets' → 'assets2'");
        assertThat(differ(listing(COPY), listing(new BuildStep.File("assets/keep", "there"))))
                .containsExactly(
                        "step 1: source 'assets' → 'assets/keep'", "step 1: copies a file, no longer a directory");
    }

    @Test
    void whatIsNoStepIsSaidToo() {
        var before = listing("qemu", "base 1", Architecture.X64);
        assertThat(differ(before, listing("docker", "base 2", Architecture.ARM64)))
                .containsExactly(
                        "provider 'qemu' → 'docker'", "architecture 'x64' → 'arm64'", "base 'base 1' → 'base 2'");
    }

    @Test
    void whatIsNoListingOfAnImageHasNoDifference() {
        var listing = listing(COPY);
        assertThat(Difference.between(KeyListing.parse("workbench-key 2 8:vm-image\n"), listing))
                .isEmpty();
        assertThat(Difference.between(KeyListing.parse("workbench-key 1 8:vm-image\nsteps 1:1\n"), listing))
                .isEmpty();
        assertThat(Difference.between(KeyListing.parse("nonsense"), listing)).isEmpty();
        assertThat(Difference.between(KeyListing.parse(""), listing)).isEmpty();
    }

    private static List<String> differ(KeyListing before, KeyListing after) {
        return Difference.between(before, after).orElseThrow().changes().stream()
                .map(Change::text)
                .toList();
    }

    private KeyListing listing(BuildStep... steps) {
        return listing("qemu", "base 1", Architecture.X64, steps);
    }

    private KeyListing listing(String provider, String base, Architecture architecture, BuildStep... steps) {
        var directory = new TaskFamily("fam", family, Optional.empty(), Optional.empty());
        var spec = new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of(steps));
        return ImageKey.listing(
                provider,
                base,
                Recipe.of(directory, "main", spec, new Machine(architecture, 2, 2), Path.of("/nowhere")));
    }

    private static BuildStep shell(String... commands) {
        return new BuildStep.Shell(List.of(commands));
    }

    private void write(String path, String content) throws IOException {
        var file = family.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
