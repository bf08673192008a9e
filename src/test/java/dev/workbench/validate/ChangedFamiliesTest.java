package dev.workbench.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedFamiliesTest {
    @TempDir
    Path temporary;

    private Path root;
    private List<Path> families;

    @BeforeEach
    void makeRepository() throws Exception {
        root = temporary.toRealPath();
        families = new ArrayList<>();
        for (var name : List.of("one", "two", "three")) {
            families.add(FamilyOnDisk.sound(root, name).directory());
        }
        git("init", "-q", "-b", "main");
        commit("first");
        git("tag", "first");
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", message);
    }

    private void git(String... words) throws Exception {
        gitIn(root, words);
    }

    private static void gitIn(Path directory, String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                "git", "-C", directory.toString(), "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private List<String> changed(String since) {
        return ChangedFamilies.since(since, families).families().stream()
                .map(each -> each.getFileName().toString())
                .toList();
    }

    @Test
    void nothingHasChanged() {
        assertThat(changed("first")).isEmpty();
    }

    @Test
    void committedUncommittedNewAndDeletedFilesCount() throws Exception {
        Files.writeString(root.resolve("one/one.py"), "# changed\n");
        commit("second");
        Files.writeString(root.resolve("two/new file"), "x");
        Files.delete(root.resolve("three/three.py"));

        assertThat(changed("first")).containsExactly("one", "two", "three");
        assertThat(changed("HEAD")).containsExactly("two", "three");
    }

    @Test
    void aFamilysAgentIsPartOfIt() throws Exception {
        Files.createDirectories(root.resolve("agents/two/solve"));
        Files.writeString(root.resolve("agents/two/solve/run.sh"), "true\n");

        assertThat(changed("first")).containsExactly("two");
    }

    @Test
    void whatOthersHaveDoneOnTheirBranchDoesNotCount() throws Exception {
        git("checkout", "-q", "-b", "other");
        Files.writeString(root.resolve("three/three.py"), "# theirs\n");
        commit("theirs");
        git("checkout", "-q", "main");
        Files.writeString(root.resolve("one/one.py"), "# ours\n");

        assertThat(changed("other")).containsExactly("one");
    }

    @Test
    void anUnknownRevisionIsBadInput() {
        assertThatThrownBy(() -> changed("--output=x"))
                .isInstanceOfSatisfying(
                        WorkbenchException.class,
                        failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT));
    }

    @Test
    void aRenamedFamilyAndItsNewNameCount() throws Exception {
        git("mv", "one/one.py", "two/moved.py");

        assertThat(changed("first")).containsExactly("one", "two");
    }

    @Test
    void namesOfAnyScriptAreUnderstood() throws Exception {
        families.add(FamilyOnDisk.sound(root, "f\u00e4mily \u4e00").directory());

        assertThat(changed("first")).containsExactly("f\u00e4mily \u4e00");
    }

    @Test
    void whatBelongsToNoFamilyIsToldOf() throws Exception {
        Files.createDirectories(root.resolve("common"));
        Files.writeString(root.resolve("README.md"), "nobody runs this");
        Files.writeString(root.resolve(".gitattributes"), "* text=auto");
        assertThat(ChangedFamilies.since("first", families).beside()).isEmpty();
        Files.writeString(root.resolve("common/helper.py"), "x = 1\n");
        var touched = ChangedFamilies.since("first", families);

        assertThat(touched.families()).isEmpty();
        assertThat(touched.note("first", root))
                .hasValueSatisfying(note -> assertThat(note)
                        .contains(
                                "no family has been touched since first",
                                "common/helper.py",
                                "without --changed-since"));
        assertThat(ChangedFamilies.since("HEAD", List.of()).note("HEAD", root))
                .hasValue("no family has been touched since HEAD");
    }

    @Test
    void aShallowCloneIsToldWithWhatMendsIt() throws Exception {
        Files.writeString(root.resolve("one/one.py"), "# changed\n");
        commit("second");
        var clone = temporary.toRealPath().resolve("clone");
        git("clone", "-q", "--depth", "1", "file://" + root, clone.toString());
        gitIn(clone, "fetch", "-q", "--depth", "1", "origin", "tag", "first");

        for (var since : List.of("HEAD~1", "first")) {
            assertThatThrownBy(() -> ChangedFamilies.since(since, List.of(clone.resolve("one"))))
                    .isInstanceOfSatisfying(WorkbenchException.class, failure -> {
                        assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
                        assertThat(failure.hint())
                                .hasValueSatisfying(hint -> assertThat(hint).contains("--unshallow", "fetch-depth: 0"));
                    });
        }
    }

    @Test
    void aSubmoduleIsComparedWithWhatTheRepositoryAroundItHad() throws Exception {
        var around = Files.createDirectory(temporary.toRealPath().resolve("around"));
        gitIn(around, "init", "-q", "-b", "main");
        gitIn(around, "submodule", "--quiet", "add", root.toString(), "families");
        gitIn(around, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "with families");
        var family = around.resolve("families/one");

        assertThat(ChangedFamilies.since("HEAD", List.of(family)).families()).isEmpty();
        Files.writeString(family.resolve("one.py"), "# changed\n");
        assertThat(ChangedFamilies.since("HEAD", List.of(family)).families()).containsExactly(family);
    }

    @Test
    void aFamilyOutsideGitIsBadInputThatSaysSo() {
        var outside = FamilyOnDisk.sound(temporary.resolve("elsewhere"), "lost").directory();

        assertThatThrownBy(() -> {
                    try (var _ = withoutRepository()) {
                        ChangedFamilies.since("HEAD", List.of(outside));
                    }
                })
                .hasMessageContaining("not a git repository");
    }

    /** The temporary directory's own repository, gone while a test runs. */
    private AutoCloseable withoutRepository() throws Exception {
        var hidden = root.resolve("hidden");
        Files.move(root.resolve(".git"), hidden);
        return () -> Files.move(hidden, root.resolve(".git"));
    }
}
