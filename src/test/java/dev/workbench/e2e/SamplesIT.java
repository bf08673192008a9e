package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sample, from its directory to its score, through the launcher. */
class SamplesIT {
    @TempDir
    private Path state;

    @ParameterizedTest(name = "{0}/{1} on {2}")
    @CsvSource({
        "count_words, easy, docker",
        "count_words, hard, docker",
        "log_detective, break_in, docker",
        "tidy_server, handover, qemu",
        "inside_service, summary, docker"
    })
    void theSolvingAgentScoresOneAndNothingIsLeft(String family, String task, String provider) throws Exception {
        var result = run(family, task, provider, "solve");

        assertThat(result.exit()).as(result.err()).isZero();
        var json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("status").asText()).isEqualTo("scored");
        assertThat(json.path("score").asDouble()).isEqualTo(1.0);
        assertThat(json.path("destroyed").asBoolean()).isTrue();
        assertThat(json.path("phases")).isNotEmpty();
        assertIsolated(family, json);
        assertNothingLeft();
    }

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({"count_words, easy", "log_detective, break_in", "tidy_server, handover", "inside_service, summary"})
    void theIdleAgentScoresLess(String family, String task) throws Exception {
        var result = run(family, task, "docker", "idle");

        assertThat(result.exit()).as(result.err()).isEqualTo(1);
        var json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("score").asDouble()).isLessThan(1.0);
        assertNothingLeft();
    }

    @Test
    void theFamilysOwnTestsPassInsideAFreshEnvironment() throws Exception {
        var result = Launcher.with(state).run("test", "samples/count_words", "easy");

        assertThat(result.exit()).as(result.err()).isZero();
        assertNothingLeft();
    }

    private Launcher.Result run(String family, String task, String provider, String agent) throws Exception {
        return Launcher.with(state)
                .run(
                        "run",
                        "samples/" + family,
                        task,
                        "--vm",
                        provider,
                        "--agent",
                        "samples/agents/" + family + "/" + agent,
                        "--agent-command",
                        "./run.sh",
                        "--min-score",
                        "1",
                        "-o",
                        "json");
    }

    private static void assertIsolated(String family, JsonNode json) {
        if (family.equals("inside_service")) {
            var network = json.path("network");
            assertThat(network.path("mode").asText()).isEqualTo("none");
            assertThat(network.path("probe"))
                    .isNotEmpty()
                    .allMatch(found -> found.asText().equals("blocked"));
        }
    }

    private void assertNothingLeft() throws Exception {
        try (var left = Files.list(state.resolve("workbench/environments"))) {
            assertThat(left).isEmpty();
        }
        assertThat(Launcher.with(state).run("list", "-o", "json").out().strip()).isEqualTo("[ ]");
    }
}
