package dev.workbench.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Families in ways that people write them and that no sample has. */
class FamiliesIT {
    private static final String FAMILY = """
            import os

            class Base:
                required_environment_variables = ["FAMILIES_IT_KEY"]

            class TaskFamily(Base):
                @staticmethod
                def install(): open("/root/installed", "w").write(os.environ["FAMILIES_IT_KEY"])

                @staticmethod
                def get_tasks(): return {name: {} for name in ("one", "two")}

                @staticmethod
                def get_instructions(t): return ""

                @staticmethod
                def start(t): assert os.environ["FAMILIES_IT_KEY"] == open("/root/installed").read()

                @staticmethod
                def score(t, submission): return float(submission)

                @staticmethod
                def teardown(): print("the teardown knows the key: " + str("FAMILIES_IT_KEY" in os.environ))
            """;

    @TempDir
    private Path directory;

    private Path family = Path.of("");
    private Launcher launcher = Launcher.with(Path.of(""));

    @BeforeEach
    void write() throws IOException {
        launcher = Launcher.with(directory.resolve("state"));
        family = Files.createDirectories(directory.resolve("usual"));
        Files.writeString(family.resolve("usual.py"), FAMILY + "# " + UUID.randomUUID() + "\n");
    }

    @Test
    void inheritedVariablesReachInstallStartAndTeardown() throws Exception {
        var unset = launcher.run("run", family.toString(), "one", "--submission", "0.5");
        assertThat(unset.exit()).as(unset.err()).isEqualTo(2);
        assertThat(unset.err()).contains("FAMILIES_IT_KEY").doesNotContain("start main container");

        var run = launcher.with("FAMILIES_IT_KEY", "k")
                .run("run", family.toString(), "one", "--submission", "0.5", "-o", "json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("the teardown knows the key: True");
        assertThat(json(run).path("score").asDouble()).isEqualTo(0.5);
        assertThat(json(run).path("destroyed").asBoolean()).isTrue();
    }

    @Test
    void whatABuildBuiltIsAMissForAllItsTasks() throws Exception {
        var built = launcher.with("FAMILIES_IT_KEY", "k").run("build", family.toString(), "-o", "json");

        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(json(built).findValuesAsText("image_cache")).containsExactly("miss", "miss");
    }

    /** One score when the task starts, one when asked for, one at the end; a submission counts wherever one is given. */
    @Test
    void intermediateScoresAreTakenAndAddedUp() throws Exception {
        var steps = Files.createDirectories(directory.resolve("steps"));
        Files.writeString(steps.resolve("steps.py"), """
                import os

                class TaskFamily:
                    @staticmethod
                    def get_tasks(): return {"one": {}}

                    @staticmethod
                    def get_instructions(t): return ""

                    @staticmethod
                    def intermediate_score(t):
                        path = "/home/agent/submission.txt"
                        text = open(path).read() if os.path.exists(path) else "nan"
                        return {"score": float(text), "message": {"read": text}, "details": {}}

                    @staticmethod
                    def aggregate_scores(t, log): return sum(e["score"] for e in log if e["score"] == e["score"])
                """);
        try {
            var run = launcher.run("run", steps.toString(), "one", "-o", "json");
            assertThat(run.exit()).as(run.err()).isZero();

            var asked = launcher.run("score", "--intermediate", "--submission", "0.25", "-o", "json");
            assertThat(asked.exit()).as(asked.err()).isZero();
            assertThat(json(asked).path("score").asDouble()).isEqualTo(0.25);
            assertThat(launcher.run("exec", "--", "cat", "/home/agent/submission.txt")
                            .out())
                    .isEqualTo("0.25");

            // As in a shell.
            var absent = launcher.run("exec", "--", "no-such-command");
            assertThat(absent.exit()).isEqualTo(127);
            assertThat(absent.err()).contains("no-such-command: not found");
            assertThat(launcher.run("exec", "--", "/etc/passwd").exit()).isEqualTo(126);
            assertThat(launcher.run("exec", "--", "printf", "%s.", "a  b", "$HOME", "")
                            .out())
                    .isEqualTo("a  b.$HOME..");

            var scored = launcher.run("score", "--submission", "0.5", "-o", "json");
            assertThat(scored.exit()).as(scored.err()).isZero();
            assertThat(json(scored).path("score").asDouble()).isEqualTo(0.75);
        } finally {
            launcher.run("destroy", "--all");
        }
    }

    /** Who scores by hand finds the submission where an agent leaves one. */
    @Test
    void aSubmissionThatNoCodeScoresIsKeptForAPerson() throws Exception {
        var manual = Files.createDirectories(directory.resolve("manual"));
        Files.writeString(manual.resolve("manifest.yaml"), "tasks: {essay: {instructions: Write.}}\n");
        try {
            var run = launcher.run(
                    "run", manual.toString(), "essay", "--submission", "Words.", "--keep", "always", "-o", "json");
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(json(run).path("status").asText()).isEqualTo("needs_manual_scoring");
            assertThat(launcher.run("exec", "--", "cat", "/home/agent/submission.txt")
                            .out())
                    .isEqualTo("Words.");
        } finally {
            launcher.run("destroy", "--all");
        }
    }

    @Test
    void aHostWithoutAGpuIsToldWithTheTask() throws Exception {
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  one:
                    resources: {gpu: {count_range: [2, 2], model: h100}}
                """);

        var run = launcher.with("FAMILIES_IT_KEY", "k").run("run", family.toString(), "one", "-o", "json");

        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(json(run).at("/error/message").asText()).startsWith("task 'usual/one' asks for 2 GPUs (h100)");
    }

    @Test
    void aStreamThatIsClosedHereEndsWhatUsesIt() throws Exception {
        launcher = launcher.with("FAMILIES_IT_KEY", "k");
        var run = launcher.run("run", family.toString(), "one");
        assertThat(run.exit()).as(run.err()).isZero();
        try {
            var noInput = shell("./workbench exec -- cat <&-");
            assertThat(noInput.out()).isEmpty();
            assertThat(noInput.exit()).isZero();

            var noReader = shell("set -o pipefail; ./workbench exec -- seq 1000000 | head -1");
            assertThat(noReader.out()).isEqualTo("1\n");
            assertThat(noReader.err()).isEmpty();
            assertThat(noReader.exit()).isEqualTo(141);
        } finally {
            launcher.run("destroy", "--all");
        }
    }

    @Test
    void aLogFileOfTheUsersHoldsACopy() throws Exception {
        var copy = directory.resolve("copy.log");
        var run = launcher.with("FAMILIES_IT_KEY", "k")
                .run("run", family.toString(), "one", "--submission", "1", "-o", "json", "--log-file", copy.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(copy).content().contains("done   score");
        assertThat(Path.of(json(run).path("log").asText())).content().contains("done   score");

        var refused = launcher.run("list", "--log-file", directory.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--log-file").doesNotContain("bug");
    }

    private Launcher.Result shell(String line) throws Exception {
        var builder = new ProcessBuilder("bash", "-c", line);
        builder.environment().putAll(launcher.variables());
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Launcher.Result(process.waitFor(), out, err);
    }

    private static JsonNode json(Launcher.Result result) throws IOException {
        return new ObjectMapper().readTree(result.out());
    }
}
