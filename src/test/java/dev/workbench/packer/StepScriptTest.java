package dev.workbench.packer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.BuildSources;
import dev.workbench.family.BuildStep;
import dev.workbench.family.content.ContentTar;
import dev.workbench.image.GuestProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the scripts with a real shell and a real tar, in a home of their own. */
class StepScriptTest {
    @TempDir
    private Path temporary;

    private Path family;
    private Path home;

    @BeforeEach
    void makeDirectories() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve("family"));
        home = Files.createDirectory(temporary.resolve("home"));
        write("assets/run.sh", "#!/bin/sh\n", "rwxr-xr-x");
        write("assets/data/table.csv", "1,2\n", "rw-r--r--");
        Files.createSymbolicLink(family.resolve("assets/link"), Path.of("data/table.csv"));
        write("one.txt", "one\n", "rw-r--r--");
    }

    @Test
    void aFileBecomesItsDestinationInTheHome() throws Exception {
        copy("one.txt", "there.txt");
        assertThat(home.resolve("there.txt")).hasContent("one\n");
    }

    @Test
    void parentsOfADestinationAreMade() throws Exception {
        copy("one.txt", "a/b/there.txt");
        assertThat(home.resolve("a/b/there.txt")).hasContent("one\n");
    }

    @Test
    void anAbsoluteDestinationIsTakenAsItIs() throws Exception {
        copy("one.txt", temporary + "/elsewhere.txt");
        assertThat(temporary.resolve("elsewhere.txt")).hasContent("one\n");
    }

    @Test
    void aTildeIsTheHome() throws Exception {
        copy("one.txt", "~/tilde.txt");
        assertThat(home.resolve("tilde.txt")).hasContent("one\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"existing", "existing/", "new/"})
    void aFileGoesIntoADirectory(String destination) throws Exception {
        Files.createDirectory(home.resolve("existing"));
        copy("one.txt", destination);
        assertThat(home.resolve(destination).resolve("one.txt")).hasContent("one\n");
    }

    @Test
    void aFileKeepsItsModeAndReplacesWhatWasThere() throws Exception {
        Files.writeString(home.resolve("run.sh"), "something longer than before");
        copy("assets/run.sh", "run.sh");
        assertThat(home.resolve("run.sh")).hasContent("#!/bin/sh\n").isExecutable();
    }

    @Test
    void aDirectoryBecomesItsDestination() throws Exception {
        copy("assets", "assets");
        assertThat(home.resolve("assets/run.sh")).isExecutable();
        assertThat(home.resolve("assets/data/table.csv")).hasContent("1,2\n");
        assertThat(Files.readSymbolicLink(home.resolve("assets/link"))).isEqualTo(Path.of("data/table.csv"));
    }

    @Test
    void aDirectoryGoesIntoAnExistingOneUnderItsOwnName() throws Exception {
        Files.createDirectory(home.resolve("existing"));
        copy("assets", "existing");
        assertThat(home.resolve("existing/assets/data/table.csv")).hasContent("1,2\n");
    }

    @Test
    void aSourceWithASlashAtItsEndStandsForItsContents() throws Exception {
        Files.createDirectory(home.resolve("existing"));
        copy("assets/", "existing");
        assertThat(home.resolve("existing/data/table.csv")).hasContent("1,2\n");
    }

    @Test
    void anExistingDirectoryKeepsItsMode() throws Exception {
        var existing = Files.createDirectories(home.resolve("existing/data"));
        Files.setPosixFilePermissions(existing, PosixFilePermissions.fromString("rwx------"));
        copy("assets/", "existing");
        assertThat(Files.getPosixFilePermissions(existing)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${file(\"/etc/passwd\")}",
                "$(touch evaluated)",
                "`touch evaluated`",
                "%{ for x in [1] }%{ endfor }",
                "it's \"quoted\"",
                "-rf",
                "two\nlines",
                "größer ☃"
            })
    void nothingInADestinationIsEvaluated(String name) throws Exception {
        copy("one.txt", name);
        assertThat(home.resolve(name)).hasContent("one\n");
        assertThat(home.resolve("evaluated")).doesNotExist();
    }

    @Test
    void commandsStandAsTheyAreBetweenOurLinesAndTheEnd() {
        var commands = List.of("echo '${file(\"/etc/passwd\")}' %{x}\n`y`", "printf 'ä\\r\\n'\r");
        assertThat(StepScript.of(new BuildStep.Shell(commands)))
                .isEqualTo("#!/bin/sh -e\n" + GuestProxies.SOURCE + commands.get(0) + "\n" + commands.get(1) + "\n");
    }

    private void copy(String source, String destination) throws Exception {
        var step = new BuildStep.File(source, destination);
        var resolved = BuildSources.resolve(family, List.of(step), "test").getFirst();
        var data = temporary.resolve("step.data");
        try (var tar = resolved.directory()
                ? ContentTar.of(resolved.path(), resolved.content())
                : ContentTar.of(resolved.path(), resolved.content(), "file")) {
            Files.copy(tar, data);
        }
        var files = new StepFiles(1);
        var script = temporary.resolve("step.sh");
        Files.writeString(script, StepScript.of(resolved, files).replace(files.remoteData(), data.toString()));
        var builder = new ProcessBuilder("/bin/sh", "-e", script.toString())
                .directory(home.toFile())
                .inheritIO();
        builder.environment().put("HOME", home.toString());
        assertThat(builder.start().waitFor()).isZero();
        assertThat(data).doesNotExist();
    }

    private void write(String path, String content, String mode) throws IOException {
        var file = family.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
