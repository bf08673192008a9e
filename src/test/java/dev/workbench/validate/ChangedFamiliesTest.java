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
        var command = new ArrayList<>(List.of("git", "-C", root.toString(), "-c", "commit.gpgsign=false"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private List<String> changed(String since) {
        return ChangedFamilies.since(since, families).stream()
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
}
