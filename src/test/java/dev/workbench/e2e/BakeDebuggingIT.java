package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author can do about a build step that fails. */
class BakeDebuggingIT {
    @TempDir
    private Path directory;

    private Launcher launcher;
    private Path family;

    @BeforeEach
    void writeFamily() throws IOException {
        launcher = Launcher.with(directory.resolve("state"));
        family = FamilyToBake.write(
                directory.resolve("broken"), FamilyToBake.unseen(), "echo before\ntest -e mended\necho after");
    }

    private Launcher.Result build(String onError, String input) throws Exception {
        return launcher.runWithInput(
                input, "vm", "images", "build", family.toString(), "--vm", "docker", "--on-error", onError);
    }

    @Test
    void aFailureSaysWhichCommandHowItEndedHowLongStepsTookAndWhereTheLogIs() throws Exception {
        var failed = build("cleanup", "");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("build step 2 of 2 (shell: echo before) failed with exit code 1")
                .contains("failed in command 2 of 3: test -e mended")
                .containsPattern("times: step 1 [0-9.]+ s, step 2 [0-9.]+ s")
                .containsPattern("the whole output is in " + directory.resolve("state") + "/\\S+\\.log")
                .contains("--on-error shell");
        assertThat(launcher.run("list", "-o", "json").out()).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void aKeptVmCanBeLookedAtAndDestroyed() throws Exception {
        var failed = build("keep", "");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains(" --vm");
        var looked = launcher.run("ssh", "broken", "--vm", "--", "cat", "stamp");
        assertThat(looked.exit()).as(looked.err()).isZero();
        assertThat(looked.out()).isNotBlank();
        assertThat(launcher.run("destroy", "broken").exit()).isZero();
        assertThat(launcher.run("list", "-o", "json").out()).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void afterAShellTheStepsRunAgainOnAVmWithoutItsChanges() throws Exception {
        var mended = family.resolve("manifest.yaml");
        var text = Files.readString(mended);
        Files.writeString(directory.resolve("mended.yaml"), text.replace("test -e mended", "test ! -e mended"));
        // The shell's input comes from this machine: while the VM stands, the author mends the file here.
        var process = launcher.startWithInput(
                directory.resolve("out"),
                directory.resolve("err"),
                "vm",
                "images",
                "build",
                family.toString(),
                "--vm",
                "docker",
                "--on-error",
                "shell");
        try (var keyboard = process.outputWriter()) {
            keyboard.write("touch mended; cat stamp; echo the-shell-is-open\n");
            keyboard.flush();
            while (process.isAlive()
                    && !Files.readString(directory.resolve("out")).contains("the-shell-is-open")) {
                Thread.sleep(100);
            }
            Files.copy(directory.resolve("mended.yaml"), mended, StandardCopyOption.REPLACE_EXISTING);
            keyboard.write("exit 0\n");
        }
        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("err")))
                .isZero();
    }

    @Test
    void aFixThatLivesOnlyInTheShellIsSaid() throws Exception {
        var failed = build("shell", "touch mended; exit 0\n");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("a fix that was made in the shell alone is not in them, and is gone");
    }
}
