package dev.workbench.family.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentScannerTest {
    @TempDir
    Path temporary;

    Path root;

    @BeforeEach
    void realRoot() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("family"));
    }

    @Test
    void whatToolsLeaveBehindIsNotContent() throws IOException {
        for (var left :
                List.of("__pycache__/a.pyc", "sub/__pycache__/b.pyc", ".pytest_cache/x", ".git/HEAD", ".DS_Store")) {
            write(left, "x");
        }
        write(".env", "TOKEN=secret");
        write("sub/.env", "part of the task");
        write("assets/repo/.git/HEAD", "part of the task");
        write(".gitignore", "x");

        assertThat(paths(ContentScanner.ofFamily()))
                .containsExactly(
                        ".gitignore",
                        "assets",
                        "assets/repo",
                        "assets/repo/.git",
                        "assets/repo/.git/HEAD",
                        "sub",
                        "sub/.env");
    }

    @Test
    void aFileCanBeLeftOutByItsPath() throws IOException {
        write("secrets.env", "x");
        write("sub/secrets.env", "y");

        assertThat(paths(ContentScanner.ofFamily().without(Set.of(root.resolve("secrets.env")))))
                .containsExactly("sub", "sub/secrets.env");
    }

    @Test
    void ownersTimesAndTheUmaskDoNotMatter() throws IOException {
        write("f", "x");
        write("d/run", "x");
        var before = ContentScanner.ofFamily().scan(root);

        Files.setPosixFilePermissions(root.resolve("f"), PosixFilePermissions.fromString("rw-rw-rwx"));
        Files.setPosixFilePermissions(root.resolve("d"), PosixFilePermissions.fromString("rwx------"));
        Files.setLastModifiedTime(root.resolve("f"), FileTime.fromMillis(0));
        assertThat(ContentScanner.ofFamily().scan(root)).isEqualTo(before);

        Files.setPosixFilePermissions(root.resolve("f"), PosixFilePermissions.fromString("rwx------"));
        assertThat(ContentScanner.ofFamily().scan(root)).isNotEqualTo(before);
    }

    @Test
    void hardLinksAreFilesAndEmptyDirectoriesCount() throws IOException {
        write("a", "x");
        Files.createLink(root.resolve("b"), root.resolve("a"));
        Files.createDirectory(root.resolve("empty"));

        var entries = ContentScanner.ofFamily().scan(root).entries();
        assertThat(entries)
                .hasSize(3)
                .hasExactlyElementsOfTypes(
                        ContentEntry.File.class, ContentEntry.File.class, ContentEntry.Directory.class);
    }

    @Test
    void symbolicLinksOfAFamilyAreListedAndNeverFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), Path.of("/etc"));
        Files.createSymbolicLink(root.resolve("nowhere"), Path.of("missing/ü"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));

        assertThat(ContentScanner.ofFamily().scan(root).entries())
                .containsExactly(
                        new ContentEntry.Link("nowhere", "missing/ü"),
                        new ContentEntry.Link("out", "/etc"),
                        new ContentEntry.Link("up", ".."));
    }

    @Test
    void everyByteOfEveryNameAndContentChangesTheListing() throws IOException {
        write("a/b", "x");
        var first = ContentScanner.ofFamily().scan(root);
        write("a/b", "y");
        var content = ContentScanner.ofFamily().scan(root);
        Files.move(root.resolve("a/b"), root.resolve("a/B"));
        var name = ContentScanner.ofFamily().scan(root);

        assertThat(Set.of(first, content, name)).hasSize(3);
    }

    @Test
    void theOrderIsThatOfTheNamesBytes() throws IOException {
        var random = new Random(7);
        var names = new TreeMap<String, String>(Comparator.comparing(
                (String name) -> name.getBytes(StandardCharsets.ISO_8859_1), Arrays::compareUnsigned));
        for (var i = 0; i < 300; i++) {
            var name = randomName(random);
            var bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            if (names.put(bytes, name) == null) {
                write(name, name);
            }
        }

        assertThat(paths(ContentScanner.ofFamily())).containsExactlyElementsOf(names.values());
    }

    @Test
    void contentIsHashedAsSha256sumHashesIt() throws Exception {
        var random = new Random(3);
        for (var size : new int[] {0, 1, 63, 64, 65, 262_143, 262_144, 262_145, 3_000_000}) {
            var bytes = new byte[size];
            random.nextBytes(bytes);
            Files.write(root.resolve("f" + size), bytes);
        }

        for (var entry : ContentScanner.ofFamily().scan(root).entries()) {
            var file = (ContentEntry.File) entry;
            var sum = new ProcessBuilder("sha256sum", root.resolve(file.path()).toString()).start();
            assertThat(new String(sum.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith(file.sha256() + " ");
            assertThat(file.path()).isEqualTo("f" + file.size());
        }
    }

    @Test
    void allThatCannotBeListedIsToldTogether() throws Exception {
        bash("mkfifo pipe && touch $'bad\\xff' ok && mkdir d && touch $'d/\\xe4\\xf6' && ln -s $'to\\xff' link");

        assertThatThrownBy(() -> ContentScanner.ofFamily().scan(root))
                .isInstanceOfSatisfying(WorkbenchException.class, failure -> {
                    assertThat(failure.message()).isEqualTo("4 problems in family");
                    assertThat(failure.details().orElseThrow().lines())
                            .containsExactlyInAnyOrder(
                                    root
                                            + "/pipe: a socket, a pipe or a device cannot be copied (remove it from the task family)",
                                    root + "/link: the symbolic link leads to a name that is not UTF-8: /to%FF",
                                    root + ": the directory contains a name that is not UTF-8: bad%FF",
                                    root + "/d: the directory contains a name that is not UTF-8: %E4%F6");
                });
    }

    @Test
    void unreadableFilesAreToldBeforeAnythingIsRead() throws IOException {
        assumeThat(System.getProperty("user.name")).isNotEqualTo("root");
        write("f", "x");
        Files.setPosixFilePermissions(root.resolve("f"), Set.of());

        assertThatThrownBy(() -> ContentScanner.ofFamily().scan(root))
                .hasMessage("cannot read the file: permission denied");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3_000_000})
    void anInterruptEndsTheScan(int size) throws IOException {
        Files.write(root.resolve("f"), new byte[size]);
        Files.write(root.resolve("g"), new byte[size]);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ContentScanner.ofFamily().scan(root))
                .isInstanceOfSatisfying(
                        WorkbenchException.class,
                        failure -> assertThat(failure.exit()).isEqualTo(ExitCode.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void theLocaleDoesNotMatter(String locale) throws Exception {
        write("ünï/日本 code.txt", "x");
        write("plain", "x");
        Files.createSymbolicLink(root.resolve("ß"), Path.of("ünï/日本 code.txt"));
        var here = KeyListing.of("test")
                .tree("family", ContentScanner.ofFamily().scan(root))
                .build()
                .key();

        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listed.class.getName(),
                        root.toString())
                .redirectErrorStream(true);
        java.environment().put("LC_ALL", locale);
        var process = java.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(here + " 3 files packed\n");
    }

    /** Prints the key of a directory and reads its tar, in a process of its own. */
    static final class Listed {
        private Listed() {}

        public static void main(String[] arguments) throws IOException {
            var root = Path.of(arguments[0]);
            var content = ContentScanner.ofFamily().scan(root);
            var files = 0;
            try (var tar = new TarArchiveInputStream(ContentTar.of(root, content), "UTF-8")) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    files += entry.isDirectory() ? 0 : 1;
                }
            }
            System.out.print(
                    KeyListing.of("test").tree("family", content).build().key() + " " + files + " files packed\n");
        }
    }

    private List<String> paths(ContentScanner scanner) {
        return scanner.scan(root).entries().stream().map(ContentEntry::path).toList();
    }

    private void write(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void bash(String command) throws Exception {
        var status = new ProcessBuilder("bash", "-c", command)
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static String randomName(Random random) {
        var alphabet = "aZ0-._ ~é\u07ff\uffee\ud83d\ude00\ue000".codePoints().toArray();
        var name = new StringBuilder("n");
        for (var i = random.nextInt(4); i >= 0; i--) {
            name.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return name.toString();
    }
}
