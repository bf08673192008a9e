package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guest and host share a file system here, so what arrives can be looked at directly. */
class GuestFilesIT {
    @TempDir
    static Path directory;

    private static Sshd server;
    private static SshGuest guest;

    private Path here;
    private Path there;

    @BeforeAll
    static void connect() throws IOException, InterruptedException {
        server = Sshd.started(Files.createDirectory(directory.resolve("sshd")));
        guest = SshGuest.connect(server.dialer(), server.login(), Duration.ofSeconds(20));
    }

    @AfterAll
    static void disconnect() {
        guest.close();
        server.close();
    }

    @BeforeEach
    void makeDirectories() throws IOException {
        here = Files.createTempDirectory(directory, "here");
        there = Files.createTempDirectory(directory, "there");
    }

    @Test
    void aFileGoesUpAndDownByteForByteWithItsMode() throws IOException {
        var bytes = new byte[5_000_001];
        new Random(2).nextBytes(bytes);
        var file = Files.write(here.resolve("a file"), bytes);
        mode(file, "rwxr-x---");
        var moved = new AtomicLong();

        guest.upload(file, there + "/ünï cöde", moved::addAndGet);
        guest.download(there + "/ünï cöde", here.resolve("back"), moved::addAndGet);

        assertThat(here.resolve("back")).hasBinaryContent(bytes);
        assertThat(mode(there.resolve("ünï cöde"))).isEqualTo("rwxr-x---");
        assertThat(mode(here.resolve("back"))).isEqualTo("rwxr-x---");
        assertThat(moved).hasValue(2L * bytes.length);
        assertThat(there.toFile().list()).hasSize(1);
    }

    @Test
    void anEmptyFileIsAFileToo() throws IOException {
        guest.upload(Files.createFile(here.resolve("empty")), there + "/empty");
        guest.download(there + "/empty", here.resolve("back"));
        assertThat(here.resolve("back")).isEmptyFile();
    }

    @Test
    void aFileReplacesAFileAndALinkStaysALink() throws IOException {
        Files.writeString(there.resolve("target"), "old");
        Files.createSymbolicLink(there.resolve("link"), Path.of("target"));

        guest.upload(Files.writeString(here.resolve("f"), "new"), there + "/link");

        assertThat(there.resolve("link")).isSymbolicLink();
        assertThat(there.resolve("target")).hasContent("new");
    }

    @Test
    void aRelativePathIsRelativeToTheHome() throws IOException {
        var name = "workbench-it-" + System.nanoTime();
        var inHome = Path.of(System.getProperty("user.home"), name);
        try {
            guest.upload(Files.writeString(here.resolve("f"), "x"), name);
            assertThat(inHome).hasContent("x");
        } finally {
            Files.deleteIfExists(inHome);
        }
    }

    @Test
    void aDirectoryGoesUpAndDownWithModesAndLinks() throws IOException {
        tree(here.resolve("tree"));

        guest.upload(here.resolve("tree"), there + "/up");
        guest.download(there + "/up", here.resolve("down"));

        for (var copy : new Path[] {there.resolve("up"), here.resolve("down")}) {
            assertThat(copy.resolve("sub/run.sh")).hasContent("#!/bin/sh\n");
            assertThat(mode(copy.resolve("sub/run.sh"))).isEqualTo("rwxr-xr-x");
            assertThat(mode(copy.resolve("closed"))).isEqualTo("r-xr-x---");
            assertThat(copy.resolve("closed/inside")).hasContent("x");
            assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("sub/run.sh"));
            assertThat(copy.resolve("empty")).isEmptyDirectory();
        }
    }

    @Test
    void aLinkOfTheGuestIsNeverWrittenThrough() throws IOException {
        var outside = Files.createDirectory(here.resolve("outside"));
        var target = Files.createDirectory(here.resolve("target"));
        Files.createSymbolicLink(target.resolve("sub"), outside);
        Files.createDirectory(there.resolve("sub"));
        Files.writeString(there.resolve("sub/planted"), "x");

        var failure = catchThrowableOfType(WorkbenchException.class, () -> guest.download(there.toString(), target));

        assertThat(failure.code()).isEqualTo("copy_failed");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void whatIsNotThereIsSaid() {
        var gone = catchThrowableOfType(
                WorkbenchException.class, () -> guest.download(there + "/gone", here.resolve("x")));
        assertThat(gone.code()).isEqualTo("no_such_file");
        assertThat(gone.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(gone.message()).contains("on the VM", "/gone");

        var here404 =
                catchThrowableOfType(WorkbenchException.class, () -> guest.upload(here.resolve("gone"), there + "/x"));
        assertThat(here404.message()).isEqualTo("no such file: " + here.resolve("gone"));

        var noParent = catchThrowableOfType(
                WorkbenchException.class,
                () -> guest.upload(Files.writeString(here.resolve("f"), ""), there + "/no/such/f"));
        assertThat(noParent.code()).isEqualTo("no_such_file");
    }

    @Test
    void aDirectoryIsNotReplacedByAFile() throws IOException {
        var file = Files.writeString(here.resolve("f"), "");
        var failure = catchThrowableOfType(WorkbenchException.class, () -> guest.upload(file, there.toString()));
        assertThat(failure.code()).isEqualTo("is_a_directory");
    }

    @Test
    void manySmallFilesGoAsOneTarStream() throws IOException {
        tree(here.resolve("tree"));
        var tar = new ByteArrayOutputStream();

        guest.readTar(here + "/tree/", tar);
        guest.writeTar(there.toString(), new ByteArrayInputStream(tar.toByteArray()));

        assertThat(there.resolve("tree/sub/run.sh")).hasContent("#!/bin/sh\n");
        assertThat(mode(there.resolve("tree/sub/run.sh"))).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aTarOfNothingOrIntoNothingIsSaid() {
        var tar = new ByteArrayOutputStream();
        guest.readTar(here.toString(), tar);

        var from = catchThrowableOfType(
                WorkbenchException.class, () -> guest.readTar(there + "/gone", new ByteArrayOutputStream()));
        assertThat(from.code()).isEqualTo("no_such_file");

        var to = catchThrowableOfType(
                WorkbenchException.class,
                () -> guest.writeTar(there + "/gone", new ByteArrayInputStream(tar.toByteArray())));
        assertThat(to.code()).isEqualTo("no_such_file");
    }

    private static void tree(Path root) throws IOException {
        Files.createDirectories(root.resolve("sub"));
        Files.createDirectory(root.resolve("empty"));
        var script = Files.writeString(root.resolve("sub/run.sh"), "#!/bin/sh\n");
        mode(script, "rwxr-xr-x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("sub/run.sh"));
        Files.createDirectory(root.resolve("closed"));
        Files.writeString(root.resolve("closed/inside"), "x");
        mode(root.resolve("closed"), "r-xr-x---");
    }

    private static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
