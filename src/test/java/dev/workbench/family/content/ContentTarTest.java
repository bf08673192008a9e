package dev.workbench.family.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTarTest {
    @TempDir
    Path temporary;

    @TempDir
    Path other;

    Path root;

    @BeforeEach
    void realRoot() throws IOException {
        root = temporary.toRealPath();
    }

    @Test
    void everythingIsOwnedByRootWithTheModesOfTheListing() throws IOException {
        Files.createDirectories(root.resolve("d"));
        Files.writeString(root.resolve("d/run"), "echo");
        assertThat(root.resolve("d/run").toFile().setExecutable(true)).isTrue();
        Files.writeString(root.resolve("plain"), "12");
        Files.createSymbolicLink(root.resolve("to"), Path.of("/nowhere/python3"));

        assertThat(entries(ContentTar.of(root, ContentScanner.ofFamily().scan(root))))
                .containsExactly(
                        "d/ 755 0:0 1577836800",
                        "d/run 755 0:0 1577836800 echo",
                        "plain 644 0:0 1577836800 12",
                        "to -> /nowhere/python3 777 0:0 1577836800");
    }

    @Test
    void longAndNonAsciiNamesSurvive() throws IOException {
        var name = "ü".repeat(60) + "-" + "x".repeat(100);
        var directory = Files.createDirectories(root.resolve("a".repeat(120)));
        Files.writeString(directory.resolve(name), "1");
        Files.createSymbolicLink(root.resolve("link"), Path.of("a".repeat(120) + "/" + name));

        assertThat(entries(ContentTar.of(root, ContentScanner.ofFamily().scan(root))))
                .containsExactly(
                        "a".repeat(120) + "/ 755 0:0 1577836800",
                        "a".repeat(120) + "/" + name + " 644 0:0 1577836800 1",
                        "link -> " + "a".repeat(120) + "/" + name + " 777 0:0 1577836800");
    }

    @Test
    void aSourceGetsTheNameOfItsDestination() throws IOException {
        Files.createDirectories(root.resolve("d/e"));
        Files.writeString(root.resolve("d/e/f"), "1");
        var scanner = ContentScanner.ofSource();

        assertThat(entries(ContentTar.of(root.resolve("d"), scanner.scan(root.resolve("d")), "new")))
                .containsExactly(
                        "new/ 755 0:0 1577836800", "new/e/ 755 0:0 1577836800", "new/e/f 644 0:0 1577836800 1");
        assertThat(entries(ContentTar.of(root.resolve("d/e/f"), scanner.scan(root.resolve("d/e/f")), "g")))
                .containsExactly("g 644 0:0 1577836800 1");
    }

    @Test
    void aFileThatChangedAfterItWasListedFailsTheStream() throws IOException {
        Files.writeString(root.resolve("f"), "one");
        var listing = ContentScanner.ofFamily().scan(root);

        for (var changed : List.of("two", "longer", "1")) {
            Files.writeString(root.resolve("f"), changed);
            assertThatThrownBy(() -> ContentTar.of(root, listing).readAllBytes())
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("changed");
        }
        Files.delete(root.resolve("f"));
        assertThatThrownBy(() -> ContentTar.of(root, listing).readAllBytes()).isInstanceOf(WorkbenchException.class);
    }

    @Test
    void whatTarUnpacksIsWhatWasListed() throws Exception {
        var random = new Random(11);
        for (var i = 0; i < 60; i++) {
            var directory = Files.createDirectories(root.resolve("d" + random.nextInt(5) + "/ü" + random.nextInt(5)));
            var bytes = new byte[random.nextInt(i == 7 ? 3_000_000 : 3_000)];
            random.nextBytes(bytes);
            Files.write(directory.resolve("f\n '\"" + i), bytes);
        }
        Files.createDirectory(root.resolve("empty"));
        Files.createSymbolicLink(root.resolve("l"), Path.of("empty"));
        var content = ContentScanner.ofFamily().scan(root);
        var unpacked = Files.createDirectory(other.toRealPath().resolve("unpacked"));

        var tar = new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", unpacked.toString())
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (var in = ContentTar.of(root, content);
                var out = tar.getOutputStream()) {
            in.transferTo(out);
        }

        assertThat(tar.waitFor()).isZero();
        assertThat(ContentScanner.ofFamily().scan(unpacked)).isEqualTo(content);
    }

    private static List<String> entries(InputStream stream) throws IOException {
        var found = new ArrayList<String>();
        try (var tar = new TarArchiveInputStream(stream, "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var link = entry.isSymbolicLink() ? " -> " + entry.getLinkName() : "";
                var content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                found.add((entry.getName() + link + " " + Integer.toOctalString(entry.getMode() & 0777) + " "
                                + entry.getLongUserId() + ":" + entry.getLongGroupId() + " "
                                + entry.getLastModifiedTime().toInstant().getEpochSecond() + " " + content)
                        .stripTrailing());
            }
        }
        return found;
    }
}
