package dev.workbench.environment.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.engine.DockerEngine;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import dev.workbench.ssh.SshGuest;
import dev.workbench.ssh.Sshd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real container, and a real SSH server that shares the test's file system. */
class CopyIT {
    @TempDir
    static Path directory;

    private static DockerEngine engine;
    private static String container;
    private static Sshd server;

    private Path here;
    private Path vm;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        engine = DockerEngine.connect(System.getenv());
        var image = new BaseImages(engine, BuildHost.local(System.getenv())).minbase(Progress.SILENT);
        container = engine.create(ContainerSpec.of(image.id())
                .name("wb-copy-it-" + UUID.randomUUID())
                .command("sleep", "600")
                .init()
                .build());
        engine.start(container);
        server = Sshd.started(Files.createDirectory(directory.resolve("sshd")));
    }

    @AfterAll
    static void stop() {
        server.close();
        engine.remove(container);
        engine.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        here = Files.createTempDirectory(directory, "here");
        vm = Files.createTempDirectory(directory, "vm");
        sh("rm -rf /home/agent /srv/it; mkdir -p /home/agent/notes /srv/it");
    }

    @Test
    void aFileBelowTheAgentsHomeBelongsToTheAgent() throws IOException {
        var file = Files.writeString(here.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

        copy(file.toString(), "it:notes");
        copy(file.toString(), "it:renamed");
        copy(file.toString(), "it:/srv/it");

        assertThat(sh("stat -c '%u:%g %a' /home/agent/notes/run.sh /home/agent/renamed /srv/it/run.sh"))
                .isEqualTo("1000:1000 750\n1000:1000 750\n0:0 750\n");
    }

    @Test
    void aDirectoryGoesInsideAnExistingOneAndElseGetsItsName() throws IOException {
        tree(here.resolve("tree"));

        copy(here.resolve("tree").toString(), "it:notes");
        copy(here.resolve("tree").toString(), "it:other");
        copy("it:other", here + "/back");
        copy("it:other/.", here.toString());

        assertThat(sh("cat /home/agent/notes/tree/sub/ünï /home/agent/other/sub/ünï"))
                .isEqualTo("xx");
        assertThat(here.resolve("back/sub/ünï")).hasContent("x");
        assertThat(Files.readSymbolicLink(here.resolve("back/link"))).isEqualTo(Path.of("sub/ünï"));
        assertThat(here.resolve("sub/ünï")).hasContent("x");
    }

    @Test
    void aFileReplacesAFileAndANamedLinkIsFollowed() throws IOException {
        sh("echo old > /srv/it/target; ln -s target /srv/it/link");

        copy(Files.writeString(here.resolve("f"), "new").toString(), "it:/srv/it/link");
        copy("it:/srv/it/link", here.toString());

        assertThat(sh("readlink /srv/it/link; cat /srv/it/target")).isEqualTo("target\nnew");
        assertThat(here.resolve("link")).isRegularFile().hasContent("new");
    }

    @Test
    void filesAndDirectoriesGoToTheVmAndBack() throws IOException {
        tree(here.resolve("tree"));
        var file = Files.writeString(here.resolve("f"), "f");

        copy(file.toString(), "it@vm:" + vm);
        copy(here.resolve("tree").toString(), "it@vm:" + vm + "/new");
        copy("it@vm:" + vm + "/f", here + "/f2");
        copy("it@vm:" + vm + "/new", here + "/tree2");

        assertThat(vm.resolve("f")).hasContent("f");
        assertThat(vm.resolve("new/sub/ünï")).hasContent("x");
        assertThat(here.resolve("f2")).hasContent("f");
        assertThat(here.resolve("tree2/sub/ünï")).hasContent("x");
    }

    @Test
    void theMachinesOfAnEnvironmentCopyToEachOther() throws IOException {
        tree(vm.resolve("tree"));

        copy("it@vm:" + vm + "/tree", "it:notes/");
        copy("it:notes", "it@vm:" + vm);

        assertThat(sh("stat -c %u /home/agent/notes/tree/sub/ünï")).isEqualTo("1000\n");
        assertThat(vm.resolve("notes/tree/sub/ünï")).hasContent("x");
    }

    @Test
    void whatCannotBeCopiedIsSaidWithItsPlace() throws IOException {
        tree(here.resolve("tree"));
        Files.writeString(here.resolve("f"), "");

        assertThat(failure("it:/srv/gone", here.toString()).message())
                .isEqualTo("no such file on the main container: /srv/gone");
        assertThat(failure("it@vm:" + vm + "/gone", here.toString()).code()).isEqualTo("no_such_file");
        assertThat(failure(here + "/gone", "it:x").message())
                .isEqualTo("no such file on this machine: " + here + "/gone");
        assertThat(failure(here + "/f", "it:no/such/dir").code()).isEqualTo("no_such_directory");
        assertThat(failure(here + "/f", "it:missing/").code()).isEqualTo("no_such_directory");
        assertThat(failure("it:notes", here + "/f").code()).isEqualTo("not_a_directory");
        assertThat(failure(here + "/f", here + "/g").code()).isEqualTo("bad_copy_path");
    }

    @Test
    void aLargeFileArrivesWhole() throws IOException {
        var bytes = new byte[20_000_000];
        bytes[19_999_999] = 7;
        copy(Files.write(here.resolve("large"), bytes).toString(), "it:large");
        copy("it:large", here + "/back");
        assertThat(here.resolve("back")).hasBinaryContent(bytes);
    }

    private void copy(String from, String to) {
        new Copy(engine, new OneEnvironment(), Progress.SILENT).copy(CopyPath.parse(from), CopyPath.parse(to));
    }

    private WorkbenchException failure(String from, String to) {
        return catchThrowableOfType(WorkbenchException.class, () -> copy(from, to));
    }

    private static void tree(Path root) throws IOException {
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(root.resolve("sub/ünï"), "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("sub/ünï"));
    }

    private static String sh(String program) {
        var out = new ByteArrayOutputStream();
        var command = Exec.of("sh", "-c", program).with(Map.of("LC_ALL", "C.UTF-8"));
        engine.exec(container, command, Streams.of(out, OutputStream.nullOutputStream()));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static final class OneEnvironment implements Copy.Machines {
        @Override
        public String container(String environment) {
            return container;
        }

        @Override
        public Guest vm(String environment) {
            return SshGuest.connect(server.dialer(), server.login(), Duration.ofSeconds(30));
        }
    }
}
