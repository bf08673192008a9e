package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mvnw package} made for users: it needs no Java but its own, wherever it is unpacked. */
class DistIT {
    private static final Path DIST = Path.of("target/dist");

    @TempDir
    private Path place;

    private Path home = Path.of("");

    @BeforeEach
    void unpack() throws Exception {
        assumeTrue(Files.isDirectory(DIST), "left out: by -Ddist.skip, or because this is not Linux");
        assertThat(run(List.of(
                                "tar",
                                "-xzf",
                                only(DIST, ".tar.gz").toAbsolutePath().toString(),
                                "-C",
                                place.toString()))
                        .exit())
                .isZero();
        home = only(place, "");
    }

    private static Path only(Path directory, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(each -> each.getFileName().toString().startsWith("workbench-")
                            && each.toString().endsWith(suffix)
                            && (!suffix.isEmpty() || Files.isDirectory(each)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private record Result(int exit, String out) {}

    private Result run(List<String> command) throws Exception {
        var out = Files.createTempFile("dist", ".txt");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("JDK"));
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("XDG_STATE_HOME", place.resolve("state").toString());
            builder.environment().put("HOME", place.toString());
            int exit = builder.start().waitFor();
            return new Result(exit, Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
        }
    }

    private Result workbench(String... words) throws Exception {
        return run(Stream.concat(Stream.of(home.resolve("workbench").toString()), Stream.of(words))
                .toList());
    }

    @Test
    void runsFromItsOwnRuntimeWhereverItIs() throws Exception {
        assertThat(workbench("--version").out()).startsWith("workbench ");
        assertThat(workbench("list").exit()).isZero();
        var validated = workbench("validate", home.resolve("samples").toString());
        assertThat(validated.exit()).as(validated.out()).isZero();
    }

    /** Only with an engine are all the parts of the runtime asked for. */
    @Test
    void scoresATask() throws Exception {
        var run = workbench("run", home.resolve("samples/count_words").toString(), "easy", "--submission", "1");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("score: ");
    }

    @Test
    void theAotCacheFitsAfterTheMove() throws Exception {
        var script = Files.readString(home.resolve("workbench"));
        // With the mode "on", a cache that cannot be used ends the JVM.
        Files.writeString(
                home.resolve("workbench"), script.replace("-XX:AOTCache=", "-XX:AOTMode=on\" \"-XX:AOTCache="));

        assertThat(workbench("--version").exit()).isZero();
    }

    @Test
    void saysWhatItIsMadeOf() throws Exception {
        var sbom = new ObjectMapper().readTree(home.resolve("sbom.cdx.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.path("components").findValuesAsText("name"))
                .contains("picocli")
                .doesNotContain("assertj-core");
        assertThat(sbom.path("components").findValuesAsText("purl"))
                .anyMatch(purl -> purl.startsWith("pkg:generic/openjdk@25"))
                .allMatch(purl -> purl.startsWith("pkg:"));
        // What the licences of these want beside the binaries.
        assertThat(home.resolve("THIRD-PARTY.txt"))
                .content()
                .contains("info.picocli:picocli")
                .contains("FastDoubleParser-LICENSE", "META-INF/NOTICE")
                .contains("org.jline:jline-terminal", "BSD-3-Clause", "Neither the name of JLine")
                .doesNotContain("  unknown\n");
    }

    @Test
    void hasAManPageForEachCommandThatHelpShows() throws IOException {
        var pages = home.resolve("man/man1");
        for (var command : Main.commandLine().getSubcommands().values()) {
            var page = pages.resolve("workbench-" + command.getCommandName() + ".1");
            assertThat(Files.exists(page))
                    .as(page.toString())
                    .isNotEqualTo(command.getCommandSpec().usageMessage().hidden());
        }
        assertThat(pages.resolve("workbench-exec.1"))
                .content()
                .contains("\\-\\- CMD")
                .contains("SYNOPSIS", "EXIT STATUS", "SEE ALSO");
        assertThat(pages.resolve("workbench.1")).content().contains("EXAMPLES", "workbench demo");
    }

    /** A time zone, a user's mask: what a jar must not tell of who built it. */
    @Test
    void jarsTellNothingOfTheirBuilder() throws Exception {
        for (var jar : List.of("libraries.jar", "workbench.jar")) {
            var zip =
                    ZipFile.builder().setPath(home.resolve("lib").resolve(jar)).get();
            try (zip) {
                assertThat(Collections.list(zip.getEntries())).allSatisfy(entry -> {
                    assertThat(entry.getExtra()).as(entry.getName()).isEmpty();
                    assertThat(entry.getUnixMode() & 0777)
                            .as(entry.getName())
                            .isIn(0, entry.isDirectory() ? 0755 : 0644);
                });
            }
        }
    }

    /** A reader of the archive has no checkout to look into. */
    @Test
    void everyLinkOfItsDocumentsLeadsSomewhere() throws Exception {
        var link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");
        var documents = find(home, "*.md").stream()
                .filter(each -> !each.startsWith(home.resolve("runtime")))
                .toList();
        assertThat(documents)
                .extracting(each -> home.relativize(each).toString())
                .contains("README.md", "docs/ci.md");
        for (var document : documents) {
            assertThat(link.matcher(Files.readString(document)).results())
                    .allSatisfy(found ->
                            assertThat(document.resolveSibling(found.group(1))).exists());
        }
    }

    private static List<Path> find(Path directory, String glob) throws IOException {
        var wanted = directory.getFileSystem().getPathMatcher("glob:" + glob);
        try (var all = Files.walk(directory)) {
            return all.filter(each -> wanted.matches(each.getFileName())).toList();
        }
    }

    @Test
    void theDebianPackageHasWhatDebianAsksFor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "no dpkg-deb here");
        var unpacked = Files.createDirectory(place.resolve("unpacked"));
        var unpack =
                run(List.of("dpkg-deb", "-x", find(DIST, "*.deb").getFirst().toString(), unpacked.toString()));
        assertThat(unpack.exit()).as(unpack.out()).isZero();

        var documents = unpacked.resolve("usr/share/doc/workbench");
        assertThat(documents.resolve("changelog.gz")).isRegularFile();
        assertThat(documents.resolve("README.md")).content().contains("# workbench");
        assertThat(documents.resolve("docs/authors.md")).isRegularFile();
        assertThat(documents.resolve("copyright")).content().contains("common-licenses/Apache-2.0");
        assertThat(unpacked.resolve("usr/share/man/man1/workbench-run.1.gz")).isRegularFile();
        assertThat(unpacked.resolve("usr/share/bash-completion/completions/workbench"))
                .isRegularFile();
        assertThat(find(unpacked.resolve("usr/lib/workbench/runtime/lib"), "libawt*.so"))
                .as("a desktop")
                .isEmpty();
    }
}
