package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
        assertThat(home.resolve("THIRD-PARTY.txt"))
                .content()
                .contains("info.picocli:picocli")
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
                .contains("SYNOPSIS");
    }
}
