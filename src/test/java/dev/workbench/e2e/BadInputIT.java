package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.engine.DockerEngine;
import dev.workbench.vm.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user is told about bad input, and that nothing is created for it. */
class BadInputIT {
    private static final String PYTHON = """
            class TaskFamily:
                @staticmethod
                def get_tasks(): return {"main": {}, "other": {}}
                @staticmethod
                def get_instructions(t): return "do it"
                @staticmethod
                def score(t, submission): return 1.0
            """;
    private static final String MANIFEST = """
            tasks:
              main:
                instructions: Do it.
            """;
    private static final String STEP = MANIFEST + """
                aux_vm:
                  build_steps:
                    - {type: file, source: %s, destination: x}
            """;

    @TempDir
    private Path directory;

    /**
     * One mistake.
     *
     * @param family the family directory's name
     * @param files what lies beside and in it, by path relative to its parent; a value {@code -> x} is a link to x
     * @param place the end of the place that the error names
     */
    record Mistake(String family, Map<String, String> files, int exit, String message, String place) {
        static Mistake python(String family, String source, String message, String place) {
            return new Mistake(family, Map.of(family + "/" + family + ".py", source), 2, message, place);
        }

        static Mistake manifest(String family, String text, String message, String place) {
            return new Mistake(family, Map.of(family + "/manifest.yaml", text), 2, message, place);
        }

        static Mistake source(String family, String source, Map<String, String> others, String message) {
            var files = new HashMap<>(others);
            files.put(family + "/manifest.yaml", STEP.formatted(source));
            return new Mistake(family, files, 2, message, "");
        }

        @Override
        public String toString() {
            return family;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("nowhere", Map.of(), 2, "no such file or directory", "nowhere"),
                Mistake.python("no_class", "class Other: pass\n", "no class TaskFamily", "no_class.py"),
                Mistake.python("syntax", "class TaskFamily:\n    def x(:\n", "SyntaxError", "syntax.py:2"),
                Mistake.python(
                        "both",
                        PYTHON + "    @staticmethod\n    def intermediate_score(t): return {}\n",
                        "both score and intermediate_score",
                        "both.py"),
                Mistake.python(
                        "variables",
                        PYTHON + "    required_environment_variables = [\"WB_NO_SUCH_VARIABLE\"]\n",
                        "WB_NO_SUCH_VARIABLE",
                        "variables.py"),
                Mistake.python("no_task", PYTHON.replace("\"main\"", "\"mian\""), "has no task 'main'", "no_task.py"),
                Mistake.manifest("yaml", "tasks:\n  main: [\n", "expected the node content", "manifest.yaml:3:1"),
                Mistake.manifest(
                        "key", MANIFEST + "    instruction: x\n", "unknown key 'instruction'", "manifest.yaml:4:5"),
                Mistake.manifest(
                        "type",
                        MANIFEST + "    resources: {cpus: many}\n",
                        "not the text 'many'",
                        "manifest.yaml:4:23"),
                Mistake.manifest(
                        "range",
                        MANIFEST + "    aux_vm: {cpu_count_range: [4, 2]}\n",
                        "4 is more than 2",
                        "manifest.yaml:4:31"),
                Mistake.manifest(
                        "zero",
                        MANIFEST + "    aux_vm: {cpu_count_range: [0, 2]}\n",
                        "not the number 0",
                        "manifest.yaml:4:32"),
                Mistake.manifest(
                        "negative",
                        MANIFEST + "    aux_vm: {ram_gib_range: [-1, 2]}\n",
                        "not the number -1",
                        "manifest.yaml:4:30"),
                Mistake.manifest(
                        "huge",
                        MANIFEST + "    aux_vm: {ram_gib_range: [1, 99999999999999999999]}\n",
                        "not the number 99999999999999999999",
                        "manifest.yaml:4:33"),
                Mistake.source("src_missing", "nope", Map.of(), "no such file or directory"),
                Mistake.source("src_absolute", "/etc/passwd", Map.of(), "inside the family directory"),
                Mistake.source("src_up", "../other", Map.of("other/x", ""), "outside the family directory"),
                Mistake.source("src", "../src_secret", Map.of("src_secret/x", ""), "outside the family directory"),
                Mistake.source(
                        "src_link", "link", Map.of("src_link/link", "-> /etc/passwd"), "through a symbolic link"),
                Mistake.source(
                        "src_inner",
                        "dir",
                        Map.of("src_inner/dir/link", "-> /etc/passwd"),
                        "leads outside of what is copied"),
                Mistake.python("dots.name", PYTHON, "must have only letters", "dots.name"),
                Mistake.python("sp ace", PYTHON, "must have only letters", "sp ace"),
                Mistake.python("a;touch $(id)", PYTHON, "must have only letters", "a;touch $(id)"),
                new Mistake("gpu_vm", Map.of("gpu_vm/manifest.yaml", MANIFEST + """
                                    aux_vm: {gpu_spec: {count_range: [1, 1], model: h100}}
                                """), 4, "cannot give a GPU", ""),
                new Mistake(
                        "cuda_vm",
                        Map.of(
                                "cuda_vm/manifest.yaml",
                                MANIFEST + "    aux_vm: {base_image_type: ubuntu-20.04-cuda}\n"),
                        4,
                        "cannot give the base image",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theErrorSaysWhatAndWhereAndNothingIsCreated(Mistake mistake) throws Exception {
        for (var file : mistake.files().entrySet()) {
            write(directory.resolve(file.getKey()), file.getValue());
        }

        var result = launcher().run("run", directory.resolve(mistake.family()).toString(), "main", "-o", "json");

        assertThat(result.exit()).as(result.err()).isEqualTo(mistake.exit());
        var error = error(result);
        assertThat(error.path("message").asText()).contains(mistake.message());
        assertThat(error.path("code").asText()).matches("[a-z_]+");
        assertThat(error.path("place").asText()).endsWith(mistake.place());
        assertThat(result.err()).doesNotContain("at dev.workbench").doesNotContain("Exception in");
        assertNothingCreated(mistake.family());
    }

    @Test
    void theNearestTaskIsNamedFirst() throws Exception {
        var result = launcher().run("run", "samples/count_words", "hrad");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean 'hard'? tasks: hard, easy");
    }

    @Test
    void anEngineThatIsNotRunningIsNamedWithItsRemedy() throws Exception {
        var launcher = launcher().with("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));

        var result = launcher.run("run", "samples/count_words", "easy", "-o", "json");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(error(result).path("message").asText()).contains("no container engine is running");
        assertThat(error(result).path("hint").asText())
                .isEqualTo("DOCKER_HOST or the current Docker context names this one: start it, or name another");
    }

    @Test
    void anAgentsDirectoryThatIsMissingStopsTheRunBeforeItStarts() throws Exception {
        var result = launcher()
                .run("run", "samples/count_words", "easy", "--agent", "no/such/agent", "--agent-command", "true");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("no/such/agent");
        assertNothingCreated("count_words");
    }

    @Test
    void withoutAnAwsAccountReapLooksAtThisMachineAlone() throws Exception {
        var nothing = directory.resolve("no-aws").toString();
        var result = launcher()
                .with("AWS_CONFIG_FILE", nothing)
                .with("AWS_SHARED_CREDENTIALS_FILE", nothing)
                .run("vm", "reap", "--dry-run", "-o", "json");
        assertThat(result.exit()).as(result.err()).isZero();
    }

    @Test
    void aUsageErrorNamesTheOptionThatWasMeant() throws Exception {
        var result = launcher().run("run", "samples/count_words", "easy", "--sumbission", "x");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--submission");
    }

    private Launcher launcher() {
        return Launcher.with(directory.resolve("state"));
    }

    private static JsonNode error(Launcher.Result result) throws IOException {
        var document = new ObjectMapper().readTree(result.out());
        assertThat(List.copyOf(document.properties())).hasSize(1);
        return document.path("error");
    }

    private void assertNothingCreated(String family) throws IOException {
        var environments = directory.resolve("state/workbench/environments");
        if (Files.exists(environments)) {
            assertThat(environments).isEmptyDirectory();
        }
        var prefix = family.replace('_', '-');
        try (var engine = DockerEngine.connect(System.getenv())) {
            assertThat(engine.containers(Map.of()))
                    .noneMatch(container -> container
                            .labels()
                            .getOrDefault(Ownership.LABEL_ENVIRONMENT, "")
                            .startsWith(prefix + "-main-"));
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        if (content.startsWith("-> ")) {
            Files.createSymbolicLink(file, Path.of(content.substring(3)));
        } else {
            Files.writeString(file, content);
        }
    }
}
