package dev.workbench.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command shows of its progress: on a terminal of its own, which {@code script} makes, and to programs. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LiveProgressIT {
    private static final Pattern STEP_2_RUNS = Pattern.compile("▸.{0,20} build step 2 of 2", Pattern.DOTALL);

    private static final Pattern LAST_LINE = Pattern.compile("(?m)^      the last line$");

    @TempDir
    private Path directory;

    private Path family;

    @BeforeEach
    void writeFamily() throws IOException {
        family = directory.resolve("slow");
        write("sleep 3; echo the last line; sleep 2");
    }

    private void write(String second) throws IOException {
        FamilyToBake.write(family, FamilyToBake.unseen(), second);
    }

    @Test
    void aBakeIsATreeThatEndsAsLines() throws Exception {
        var terminal = start(Map.of(), "vm", "images", "build", family.toString(), "--vm", "docker");
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> LAST_LINE.matcher(screen(terminal)).find());
        assertThat(screen(terminal))
                .containsPattern("(?m)^▸ prepare VM image  \\d+ s$")
                .containsPattern("(?m)^    ✓ build step 1 of 2 \\(shell: .*\\)  [0-9.]+ s$")
                .containsPattern("(?m)^    ▸ build step 2 of 2 \\(shell: sleep 3.*\\)  \\d+ s$")
                .containsPattern("(?m)^      the last line$");
        assertThat(terminal.process.waitFor()).isZero();
        var screen = screen(terminal);
        assertThat(screen)
                .containsPattern("(?m)^✓ prepare VM image: cache miss  [0-9.]+ s$")
                .containsPattern("(?m)^    ✓ build step 2 of 2  [0-9.]+ s$")
                .contains("TASK")
                .doesNotContain("▸", "the last line", "packer |");
        assertThat(screen.indexOf("✓ prepare VM image")).isLessThan(screen.indexOf("TASK"));
        assertThat(terminal.text()).doesNotContain("\u001b[?25l", "\u001b[?1049h");
    }

    @Test
    void ctrlCLeavesWhatWasUnderWayAsLines() throws Exception {
        var terminal = start(Map.of(), "vm", "images", "build", family.toString(), "--vm", "docker");
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> STEP_2_RUNS.matcher(screen(terminal)).find());
        terminal.process.getOutputStream().write(3);
        terminal.process.getOutputStream().flush();
        assertThat(terminal.process.waitFor()).as(screen(terminal)).isEqualTo(130);
        assertThat(screen(terminal))
                .containsPattern("(?m)^✗ prepare VM image: interrupted  [0-9.]+ s$")
                .containsPattern("(?m)^    ✗ build step 2 of 2: interrupted  [0-9.]+ s$")
                .contains("interrupted: removing what this command made")
                .doesNotContain("▸");
        assertThat(screen(terminal).split("prepare VM image", -1)).hasSize(2);
    }

    @Test
    void environmentsAreDestroyedSideBySide() throws Exception {
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: Do it.
                    teardown: [echo leaving, sleep 4]
                """);
        var launcher = Launcher.with(directory.resolve("state"));
        for (var i = 0; i < 2; i++) {
            var run = launcher.run("run", family.toString(), "main");
            assertThat(run.exit()).as(run.err()).isZero();
        }
        var terminal = start(Map.of(), "destroy", "--all");
        var both = Pattern.compile("(▸ destroy slow-main-\\w+  \\d s\n  ▸ teardown  \\d s\n){2}");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> both.matcher(screen(terminal)).find());
        assertThat(terminal.process.waitFor()).as(screen(terminal)).isZero();
        assertThat(screen(terminal))
                .contains("task | leaving\n")
                .containsPattern("(✓ destroy slow-main-\\w+  [0-9.]+ s\n  ✓ teardown  [0-9.]+ s\n){2}")
                .containsPattern("destroyed slow-main-\\w+, slow-main-\\w+\n");
    }

    @Test
    void aTerminalThatCannotBeDrawnOnGetsLines() throws Exception {
        for (var variables : List.of(Map.of("TERM", "dumb"), Map.of("CI", "true", "NO_COLOR", "1"))) {
            write("echo the last line");
            var terminal = start(variables, "vm", "images", "build", family.toString(), "--vm", "docker");
            assertThat(terminal.process.waitFor()).isZero();
            assertThat(terminal.text())
                    .contains("packer | the last line\r\n")
                    .containsPattern("✓ prepare VM image: cache miss  [0-9.]+ s\r\n")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void aTerminalWithoutUnicodeGetsSignsOfAscii() throws Exception {
        for (var variables : List.of(Map.of("TERM", "dumb", "LC_ALL", "C"), Map.of("LC_ALL", "C"))) {
            write("echo the last line");
            var terminal = start(variables, "vm", "images", "build", family.toString(), "--vm", "docker");
            assertThat(terminal.process.waitFor()).isZero();
            assertThat(screen(terminal)).contains("+ prepare VM image").doesNotContain("✓", "▸", "·", "…");
        }
    }

    @Test
    void quietShowsNothing() throws Exception {
        write("sleep 1");
        var terminal = start(Map.of(), "vm", "images", "build", family.toString(), "--vm", "docker", "--quiet");
        assertThat(terminal.process.waitFor()).isZero();
        assertThat(screen(terminal)).contains("TASK").doesNotContain("prepare VM image", "in all");
    }

    @Test
    void eventsAreJsonLinesAndTheResultIsTheLast() throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        write("echo the last line");
        var baked = launcher.run("vm", "images", "build", family.toString(), "--vm", "docker", "-o", "json");
        assertThat(baked.exit()).as(baked.err()).isZero();
        var lines = lines(baked.out());
        assertThat(lines.getLast().path("event").asText()).isEqualTo("result");
        assertThat(lines.getLast()
                        .path("result")
                        .get(0)
                        .path("vm")
                        .path("image_cache")
                        .asText())
                .isEqualTo("miss");
        assertThat(lines)
                .anySatisfy(line -> {
                    assertThat(line.path("event").asText()).isEqualTo("finished");
                    assertThat(line.path("phase").asText()).isEqualTo("build step 2 of 2");
                    assertThat(line.path("seconds").asDouble()).isPositive();
                })
                .anySatisfy(line -> assertThat(line.path("line").asText()).isEqualTo("the last line"));
        assertThat(baked.err()).doesNotContain("✓");
    }

    @Test
    void aFailedStepTellsItsExitCodeAndTheLogAndPackersPartOfThat() throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        write("echo before the end; exit 7");
        var failed = launcher.run("vm", "images", "build", family.toString(), "--vm", "docker", "-o", "json");
        assertThat(failed.exit()).isEqualTo(1);
        var lines = lines(failed.out());
        assertThat(lines.getLast().path("event").asText()).isEqualTo("error");
        assertThat(lines.getLast().path("error").path("code").asText()).isEqualTo("bake_failed");
        var step = lines.stream()
                .filter(line -> line.path("event").asText().equals("failed"))
                .findFirst()
                .orElseThrow();
        assertThat(step.path("phase").asText()).isEqualTo("build step 2 of 2");
        assertThat(step.path("exit_code").asInt()).isEqualTo(7);
        var log = Path.of(step.path("log").asText());
        assertThat(log).isRegularFile().content().contains("failed build step 2 of 2");

        var id = log.getFileName().toString().replace(".log", "");
        var packer = launcher.run("logs", id, "--packer");
        assertThat(packer.exit()).as(packer.err()).isZero();
        assertThat(packer.out()).contains("before the end\n").doesNotContain("build step 2 of 2");
    }

    private static List<JsonNode> lines(String out) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : out.lines().toList()) {
            lines.add(Json.mapper().readTree(line));
        }
        return lines;
    }

    private record OnTerminal(Process process, ByteArrayOutputStream bytes, Thread reader) {
        String text() throws InterruptedException {
            if (!process.isAlive()) {
                reader.join();
            }
            return bytes.toString(UTF_8);
        }
    }

    /** What a terminal of this size shows of it. */
    private static String screen(OnTerminal terminal) throws InterruptedException {
        var screen = new ScreenTerminal(100, 60);
        screen.write(terminal.text());
        return screen.toString().lines().map(String::stripTrailing).reduce("", (all, line) -> all + line + "\n");
    }

    private OnTerminal start(Map<String, String> variables, String... words) throws IOException {
        // Tests that were started in the background ignore Ctrl-C, and so would all that they start.
        var command = "stty rows 60 cols 100; exec env --default-signal=INT ./workbench " + String.join(" ", words);
        var builder = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("CI", "LC_ALL", "LC_CTYPE", "NO_COLOR"));
        builder.environment()
                .putAll(Map.of(
                        "TERM", "xterm-256color",
                        "LANG", "C.UTF-8",
                        "SHELL", "/bin/sh",
                        "XDG_STATE_HOME", directory.resolve("state").toString()));
        builder.environment().putAll(variables);
        var process = builder.start();
        var bytes = new ByteArrayOutputStream();
        var reader = Thread.ofVirtual().start(() -> {
            try {
                process.getInputStream().transferTo(bytes);
            } catch (IOException e) {
                // the terminal is gone with its process
            }
        });
        return new OnTerminal(process, bytes, reader);
    }
}
