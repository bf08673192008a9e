package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTellerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Style.PLAIN,
            Console.Results.JSON_LINES,
            false,
            false);

    @TempDir
    private Path directory;

    @Test
    void eachEventIsOneObjectAndTheResultTheLast() {
        try (var log = new LogFile();
                var narrator = Narrator.of(console, log, Optional.empty(), true)) {
            log.open(directory.resolve("log"));
            Progress progress = narrator;
            progress.on(new Event.PhasesAhead(List.of(new Event.PhaseStarted("build step 1 of 1", "shell: x"))));
            var step = progress.phase("build step 1 of 1", "shell: x");
            progress.output("packer", "two\nlines");
            step.failed(OptionalInt.of(7));
            progress.phase("describe tasks").done("cache hit");
            progress.note("n");
            progress.warn("w");
            progress.beside("a/main: start").phase("create network").close();
            console.result(List.of(1), "text");
        }
        var lines = lines();
        assertThat(lines)
                .extracting(line -> line.path("event").asText())
                .containsExactly(
                        "ahead",
                        "started",
                        "output",
                        "failed",
                        "started",
                        "finished",
                        "note",
                        "warning",
                        "started",
                        "failed",
                        "result");
        assertThat(lines.subList(0, 10))
                .allSatisfy(line ->
                        assertThat(Instant.parse(line.path("time").asText())).isBeforeOrEqualTo(Instant.now()));
        assertThat(lines.get(0).path("phases").get(0).path("detail").asText()).isEqualTo("shell: x");
        assertThat(lines.get(2).path("line").asText()).isEqualTo("two\nlines");
        assertThat(lines.get(3).path("exit_code").asInt()).isEqualTo(7);
        assertThat(lines.get(3).path("seconds").isNumber()).isTrue();
        assertThat(lines.get(3).path("log").asText())
                .isEqualTo(directory.resolve("log").toString());
        assertThat(lines.get(4).path("detail").isNull()).isTrue();
        assertThat(lines.get(5).path("outcome").asText()).isEqualTo("cache hit");
        assertThat(lines.get(9).path("within").asText()).isEqualTo("a/main: start");
        assertThat(lines.get(9).path("exit_code").isNull()).isTrue();
        assertThat(lines.get(10).path("result").get(0).asInt()).isEqualTo(1);
        assertThat(err.size()).isZero();
    }

    @Test
    void aFailureIsTheLastLineAndIsToldToPeopleToo() {
        console.failure(WorkbenchException.badInput("usage", "no such thing").hint("look"));
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.path("event").asText()).isEqualTo("error");
            assertThat(line.path("error").path("code").asText()).isEqualTo("usage");
        });
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: no such thing");
    }

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(EventTellerTest::parse)
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return Json.mapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
