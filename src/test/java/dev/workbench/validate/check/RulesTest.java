package dev.workbench.validate.check;

import static dev.workbench.validate.FamilyOnDisk.SOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.workbench.progress.Progress;
import dev.workbench.validate.FamilyOnDisk;
import dev.workbench.validate.Finding;
import dev.workbench.validate.HostPython;
import dev.workbench.validate.StaticTier;
import dev.workbench.validate.Suppressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the static tier: what breaks it, and where it is told to be. */
class RulesTest {
    private static final String MANIFEST = """
            tasks:
              main:
                instructions: Say yes in /home/agent/submission.txt.
                score:
                  command: grep -c yes /home/agent/submission.txt
            """;
    private static final String MARK = "\u00ef\u00bb\u00bf";

    @TempDir
    Path temporary;

    private static boolean python;

    @BeforeAll
    static void lookForPython() {
        python = new HostPython(System.getenv()).outline(List.of()).isPresent();
    }

    private List<Finding> check(FamilyOnDisk family) throws IOException {
        var host = new HostPython(System.getenv());
        var result = new StaticTier(host::outline, StaticChecks.ALL, Progress.SILENT)
                .check(List.of(family.directory().toRealPath()), Suppressions.NONE);
        assertThat(result.families()).hasSize(1);
        return result.families().getFirst().findings();
    }

    private static Set<String> told(List<Finding> findings, Path directory) throws IOException {
        var real = directory.toRealPath();
        return findings.stream()
                .map(finding -> finding.rule().id() + " " + finding.spot().in(real))
                .collect(Collectors.toSet());
    }

    /** Replaces a part of the sound module. */
    private static String module(String old, String with) {
        assertThat(SOUND).contains(old);
        return SOUND.replace(old, with);
    }

    static Stream<Arguments> brokenModules() {
        return Stream.of(
                arguments("not Python", "class TaskFamily(:\n", "WB120 web.py:1:18"),
                arguments("another Python", module("return {\"main\": {}}", "print 'TaskFamily'"), "WB120 web.py:5:9"),
                arguments("tabs and blanks", SOUND + "def f():\n\treturn 1\n", "WB174 web.py:13:1"),
                arguments("no class", "x = 'TaskFamily'\n", "WB122 web.py"),
                arguments("no instructions method", module("get_instructions", "tell"), "WB123 web.py:1:1"),
                arguments(
                        "an instance method",
                        module("@staticmethod\n    def score(t, submission)", "def score(self, t, submission)"),
                        "WB124 web.py:9:5"),
                arguments(
                        "an argument missing", module("def score(t, submission)", "def score(t)"), "WB124 web.py:10:5"),
                arguments("an argument too much", module("def get_tasks()", "def get_tasks(t)"), "WB124 web.py:4:5"),
                arguments("a keyword that nobody gives", module("get_tasks()", "get_tasks(*, x)"), "WB124 web.py:4:5"),
                arguments("async", module("def score", "async def score"), "WB124 web.py:10:5"),
                arguments("a misspelt member", module("def score", "def scor"), "WB125 web.py:10:5"),
                arguments(
                        "two ways to score",
                        SOUND + "    @staticmethod\n    def intermediate_score(t): return {}\n",
                        "WB126 web.py:13:5"),
                arguments(
                        "an aggregate of nothing",
                        SOUND + "    @staticmethod\n    def aggregate_scores(t, log): return 1.0\n",
                        "WB127 web.py:13:5"),
                arguments("a version to come", module("0.3.0", "7.1.0"), "WB128 web.py:2:5"),
                arguments("a version that is a number", module("\"0.3.0\"", "3"), "WB128 web.py:2:5"),
                arguments(
                        "variables that are no list",
                        module("standard_version", "required_environment_variables = 'KEY'; standard_version"),
                        "WB129 web.py:2:5"),
                arguments(
                        "empty instructions",
                        module("\"Write 42 to /home/agent/submission.txt.\"", "\" \""),
                        "WB130 web.py:7:5"),
                arguments(
                        "no text for instructions",
                        module("return \"Write", "return 42 # \"Write"),
                        "WB130 web.py:7:5"),
                arguments(
                        "a promised file", module("42 to", "what is in /home/agent/data.csv to"), "WB131 web.py:8:16"),
                arguments("a promised ssh_command", module("42 to", "/home/agent/ssh_command to"), "WB132 web.py:8:16"),
                arguments("another submission", module("submission.txt", "submission.json"), "WB133 web.py:8:16"),
                arguments(
                        "a permission that there is not",
                        SOUND + "    @staticmethod\n    def get_permissions(t): return ['internet']\n",
                        "WB150 web.py:13:5"),
                arguments(
                        "a start that fetches",
                        SOUND + "    @staticmethod\n    def start(t): run()\n"
                                + "def run(): import os; os.system('pip install x')\n",
                        "WB151 web.py:14:33"),
                arguments("a task in capitals", module("\"main\"", "\"Main-Task\""), "WB103 web.py:5:17"),
                arguments("a VM and no variables", SOUND + vm("'base_image_type': 'debian-12'"), "WB142 web.py:13:5"),
                arguments("a VM spec that is none", SOUND + variables() + vm("'cpus': 3"), "WB140 web.py:14:5"),
                arguments(
                        "a source that is not there",
                        SOUND
                                + variables()
                                + vm("'build_steps': [{'type': 'file', 'source': 'no', 'destination': 'x'}]"),
                        "WB140 web.py:14:5"),
                arguments(
                        "a source outside",
                        SOUND
                                + variables()
                                + vm("'build_steps': [{'type': 'file', 'source': '../no', 'destination': 'x'}]"),
                        "WB140 web.py:14:5"),
                arguments(
                        "a VM that nobody has",
                        SOUND + variables() + vm("'gpu_spec': {'count_range': [3, 3], 'model': 'a100'}"),
                        "WB141 web.py:14:5"),
                arguments(
                        "a step that asks",
                        SOUND + variables() + vm("'build_steps': [{'type': 'shell', 'commands': ['pip install x']}]"),
                        "WB187 web.py:14:5"),
                arguments("CRLF in Python", SOUND.replace("\n", "\r\n"), "WB172 web.py:1:18"));
    }

    private static String variables() {
        return "    required_environment_variables = VM_ENVIRONMENT_VARIABLES\n";
    }

    private static String vm(String entries) {
        return "    @staticmethod\n    def get_aux_vm_spec(t): return {'cpu_count_range': (1, 2), 'ram_gib_range': (1, 2), "
                + entries + "}\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenModules")
    void aModuleThatBreaksARuleIsToldWithItsPlace(String name, String module, String expected) throws IOException {
        assumeTrue(python);
        var family = new FamilyOnDisk(temporary, "web").with("web.py", module);

        assertThat(told(check(family), family.directory())).containsExactly(expected);
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                arguments("unknown key", "manifest.yaml", MANIFEST + "    cpus: 1\n", "WB110 manifest.yaml:6:5"),
                arguments("no YAML", "manifest.yaml", "tasks: [\n", "WB110 manifest.yaml:2:1"),
                arguments("tab", "manifest.yaml", "tasks:\n\tmain: {}\n", "WB173 manifest.yaml:2:1"),
                arguments(
                        "task in capitals",
                        "manifest.yaml",
                        MANIFEST.replace("main", "Main"),
                        "WB103 manifest.yaml:3:5"),
                arguments(
                        "empty instructions",
                        "manifest.yaml",
                        MANIFEST.replaceFirst("Say .*", "''"),
                        "WB110 manifest.yaml:3:19"),
                arguments(
                        "promised ssh_command",
                        "manifest.yaml",
                        MANIFEST.replace("yes in", "/home/agent/ssh_command in"),
                        "WB132 manifest.yaml:3:19"),
                arguments(
                        "fetching start",
                        "manifest.yaml",
                        MANIFEST + "    start: [curl -O https://example.org/x]\n",
                        "WB151 manifest.yaml:6:12"),
                arguments(
                        "VM that nobody has",
                        "manifest.yaml",
                        MANIFEST
                                + "    aux_vm: {cpu_count_range: [2, 2], ram_gib_range: [2, 2], cpu_architecture: arm64, base_image_type: ubuntu-20.04-cuda}\n",
                        "WB141 manifest.yaml:6:13"),
                arguments(
                        "a step without sudo",
                        "manifest.yaml",
                        MANIFEST
                                + "    aux_vm: {cpu_count_range: [2, 2], ram_gib_range: [2, 2], build_steps: [{type: shell, commands: [dpkg -i x]}]}\n",
                        "WB180 manifest.yaml:6:101"),
                arguments("mark", "manifest.yaml", MARK + MANIFEST, "WB170 manifest.yaml:1:1"),
                arguments("mark in a script", "run.sh", MARK + "#!/bin/sh\ntrue\n", "WB170 run.sh:1:1"),
                arguments("CRLF in a script", "tool", "#!/bin/sh\r\ntrue\r\n", "WB171 tool:1:10"),
                arguments(
                        "a key",
                        "a/id_rsa",
                        "-----BEGIN OPENSSH PRIVATE " + "KEY-----\n" + "b3BlbnNzaC1rZXktdjEA".repeat(3),
                        "WB160 a/id_rsa:1:1"),
                arguments("a token", "x.txt", "first\ntoken ghp_" + "a1B2".repeat(9) + "\n", "WB160 x.txt:2:7"),
                arguments("an access key", "x.txt", "AKIA" + "ABCD1234".repeat(2), "WB160 x.txt:1:1"),
                arguments(
                        "a key with words",
                        "x.py",
                        "K = 'sk-ant-api03-" + "aB3-x_".repeat(8) + "'\n",
                        "WB160 x.py:1:6"),
                arguments(
                        "a key in JSON",
                        "x.json",
                        "{\"k\": \"-----BEGIN PRIVATE KEY-----\\n" + "MIIE".repeat(9) + "\"}",
                        "WB160 x.json:1:8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void aFileThatBreaksARuleIsToldWithItsPlace(String name, String file, String text, String expected)
            throws IOException {
        var family = new FamilyOnDisk(temporary, "web")
                .with("manifest.yaml", MANIFEST)
                .with(file, text);

        assertThat(told(check(family), family.directory())).contains(expected);
    }

    @Test
    void aSoundFamilyIsNotComplainedOf() throws IOException {
        assertThat(check(FamilyOnDisk.sound(temporary, "sound"))).isEmpty();
        assertThat(check(new FamilyOnDisk(temporary, "plain").with("manifest.yaml", MANIFEST)))
                .isEmpty();
    }

    @Test
    void familiesAreNamedInSnakeCaseAndNotLikeModules() throws IOException {
        assertThat(check(FamilyOnDisk.sound(temporary, "WebAttack")))
                .extracting(finding -> finding.rule().id())
                .containsExactly("WB101");
        assertThat(check(FamilyOnDisk.sound(temporary, "json")))
                .extracting(finding -> finding.rule().id())
                .containsExactly("WB102");
    }

    @Test
    void tasksOfTheManifestAreThoseOfTheCode() throws IOException {
        assumeTrue(python);
        var family = FamilyOnDisk.sound(temporary, "web").with("manifest.yaml", "tasks:\n  mian: {}\n");

        assertThat(check(family)).singleElement().satisfies(finding -> {
            assertThat(finding.rule().id()).isEqualTo("WB111");
            assertThat(finding.remedy()).contains("did you mean 'main'?");
            assertThat(finding.isError()).isFalse();
        });
    }

    @Test
    void aHelperThatDoesNotParseIsAWarning() throws IOException {
        assumeTrue(python);
        assertThat(check(FamilyOnDisk.sound(temporary, "web").with("helper.py", "def (\n")))
                .extracting(finding -> finding.rule().id())
                .containsExactly("WB121");
    }

    @Test
    void whatTheCodeMakesOrReadsIsNoBrokenPromise() throws IOException {
        assumeTrue(python);
        var source = SOUND.replace("42 to", "/home/agent/data/all.csv with /home/agent/ssh_command to")
                + "    @staticmethod\n    def start(t):\n        copy('data'); setup_agent_ssh()\n";

        assertThat(check(new FamilyOnDisk(temporary, "web").with("web.py", source)))
                .isEmpty();
    }

    @Test
    void aLineMayAskNotToBeToldOf() throws IOException {
        var token = "ghp_" + "a1B2".repeat(9);
        var family = FamilyOnDisk.sound(temporary, "web")
                .with("above.txt", "# workbench: ignore WB160\n" + token + "\n")
                .with("beside.txt", token + "  # workbench: ignore WB131, WB160\n")
                .with("other.txt", token + "  # workbench: ignore WB131\n");

        assertThat(check(family))
                .extracting(finding -> finding.spot().file().getFileName().toString())
                .containsExactly("other.txt");
    }

    @Test
    void aSecretIsNeverShown() throws IOException {
        var token = "ghp_" + "a1B2".repeat(9);

        assertThat(check(FamilyOnDisk.sound(temporary, "web").with("x.txt", token)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).doesNotContain(token));
    }

    @Test
    void nothingOfAFamilyIsRun() throws IOException {
        assumeTrue(python);
        var witness = temporary.resolve("ran");
        var source = "open('" + witness + "', 'w')\n" + SOUND;

        check(new FamilyOnDisk(temporary, "web").with("web.py", source));

        assertThat(witness).doesNotExist();
    }

    @Test
    void withoutPythonTheOtherRulesAreChecked() throws IOException {
        var family = FamilyOnDisk.sound(temporary, "Web").with("Web.py", "class TaskFamily(:\n");
        var result = new StaticTier(files -> Optional.empty(), StaticChecks.ALL, Progress.SILENT)
                .check(List.of(family.directory().toRealPath()), Suppressions.NONE);

        assertThat(result.outlined()).isFalse();
        assertThat(result.families().getFirst().findings())
                .extracting(finding -> finding.rule().id())
                .containsExactly("WB101");
    }

    @Test
    void hundredsOfFamiliesTakeSeconds() throws IOException {
        for (int i = 0; i < 300; i++) {
            FamilyOnDisk.sound(temporary, "family_" + i);
        }
        List<Path> directories;
        try (var all = Files.list(temporary.toRealPath())) {
            directories = all.sorted().toList();
        }
        var begin = System.nanoTime();
        var result = new StaticTier(new HostPython(System.getenv())::outline, StaticChecks.ALL, Progress.SILENT)
                .check(directories, Suppressions.NONE);

        assertThat(result.families())
                .hasSize(300)
                .allSatisfy(each -> assertThat(each.findings()).isEmpty());
        assertThat((System.nanoTime() - begin) / 1_000_000_000L).isLessThan(20);
    }

    @Test
    void theSamplesAreSound() throws IOException {
        for (var sample : List.of("count_words", "log_detective", "tidy_server", "inside_service")) {
            var result = new StaticTier(new HostPython(System.getenv())::outline, StaticChecks.ALL, Progress.SILENT)
                    .check(List.of(Path.of("samples", sample).toRealPath()), Suppressions.NONE);
            assertThat(result.families().getFirst().findings()).isEmpty();
        }
    }
}
