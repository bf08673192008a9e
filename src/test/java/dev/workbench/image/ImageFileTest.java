package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.container.SmallTar;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.content.KeyListing;
import dev.workbench.vm.VmImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
    private static final KeyListing LISTING = KeyListing.of(ImageKey.KIND)
            .value("provider", "docker")
            .value("base", "debian-12 x")
            .value("architecture", "x64")
            .value("steps", "0")
            .build();
    private static final String NAME = "workbench/vm:0123456789abcdef";
    /** Made once: an archive has the time that it was made at. */
    private static final byte[] ARCHIVE = archive(NAME);

    @TempDir
    private Path temporary;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        var file = written(NAME);
        try (var read = ImageFile.open(file);
                var archive = read.archive()) {
            assertThat(read.head().key()).isEqualTo(LISTING.key());
            assertThat(read.head().task()).isEqualTo("main");
            assertThat(read.listing().text()).isEqualTo(LISTING.text());
            assertThat(read.base()).isEqualTo("debian-12 x");
            assertThat(read.names()).containsExactly(NAME);
            assertThat(archive.readAllBytes()).isEqualTo(ARCHIVE);
        }
    }

    @Test
    void itsSumsAreWhatSha256sumReads() throws Exception {
        var file = written(NAME);
        var directory = Files.createDirectory(temporary.resolve("unpacked"));
        assertThat(run(directory, "python3", "-m", "zipfile", "-e", file.toString(), "."))
                .isZero();
        assertThat(run(directory, "sha256sum", "--quiet", "-c", "SHA256SUMS")).isZero();
    }

    @Test
    void everyChangeOfItsContentIsNoticed() throws IOException {
        var bytes = Files.readAllBytes(written(NAME));
        for (var at = 100; at < bytes.length; at += 211) {
            var changed = bytes.clone();
            changed[at] ^= 0x10;
            var file = Files.write(temporary.resolve("changed"), changed);
            try (var read = ImageFile.open(file);
                    var archive = read.archive()) {
                assertThat(archive.readAllBytes()).isEqualTo(ARCHIVE);
                assertThat(read.listing().key()).isEqualTo(LISTING.key());
            } catch (WorkbenchException e) {
                assertThat(e.exit()).isEqualTo(ExitCode.BAD_INPUT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 500, 900})
    void aFileThatIsCutOffIsRefused(int length) throws IOException {
        var bytes = Files.readAllBytes(written(NAME));
        var file = Files.write(temporary.resolve("cut"), Arrays.copyOf(bytes, length));
        assertThat(refusal(file).exit()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aForeignFileIsRefused() throws IOException {
        assertThat(refusal(Files.writeString(temporary.resolve("text"), "hello"))
                        .code())
                .isEqualTo("no_image_file");
        assertThat(refusal(temporary.resolve("missing")).code()).isEqualTo("no_such_file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian:12", "workbench/tools:48fc705413fa", "workbench/main:0123456789abcdef"})
    void anArchiveThatWouldReplaceOtherImagesIsRefused(String name) throws IOException {
        assertThat(refusal(written(name)).message())
                .isEqualTo("the file is damaged: it holds an image of the foreign name '" + name + "'");
    }

    @Test
    void nothingIsLeftOfAFileThatCouldNotBeWritten() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the engine is gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("the engine is gone");
            }
        };
        var failure = catchThrowableOfType(
                WorkbenchException.class,
                () -> ImageFileWriter.write(temporary.resolve("f"), image(), LISTING, broken));
        assertThat(failure.code()).isEqualTo("not_written");
        assertThat(temporary).isEmptyDirectory();
    }

    private static WorkbenchException refusal(Path file) {
        return catchThrowableOfType(
                WorkbenchException.class, () -> ImageFile.open(file).close());
    }

    private Path written(String name) {
        var file = temporary.resolve("image");
        var archive = new ByteArrayInputStream(name.equals(NAME) ? ARCHIVE : archive(name));
        assertThat(ImageFileWriter.write(file, image(), LISTING, archive)).isPositive();
        return file;
    }

    private static VmImage image() {
        return new VmImage(
                LISTING.key(), "docker", "id", "debian-12", Architecture.X64, "fam", "main", 1, Instant.EPOCH);
    }

    private static byte[] archive(String name) {
        var manifest = "[{\"RepoTags\": [\"%s\"]}, {\"RepoTags\": null}]".formatted(name);
        var tar = new SmallTar()
                .file("layer.tar", 0644, 0, new byte[3000])
                .file("manifest.json", 0644, 0, manifest.getBytes(StandardCharsets.UTF_8));
        try (var open = tar.open()) {
            return open.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(Path directory, String... command) throws Exception {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
