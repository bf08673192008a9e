package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
    @TempDir
    Path temporary;

    Path family;
    Path file;

    @BeforeEach
    void makeFamily() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve("web_attack"));
        Files.createDirectories(family.resolve("assets"));
        Files.writeString(family.resolve("assets/run.sh"), "echo\n");
        var secret = Files.createDirectory(temporary.toRealPath().resolve("web_attack_secret"));
        Files.writeString(secret.resolve("key"), "secret");
        Files.createSymbolicLink(family.resolve("outward"), secret);
        Files.createSymbolicLink(family.resolve("loop"), Path.of("loop"));
        file = family.resolve("manifest.yaml");
    }

    @Test
    void readsAllKeysOfAStandaloneManifest() {
        var manifest = standalone("""
                version: 0.4.0
                meta: {author: [anything, 1, null]}
                tasks:
                  main:
                    type: metr_task_standard
                    version: "1.2"
                    meta: 12
                    resources:
                      gpu: {count_range: [1, 3], model: h100}
                      cpus: 2.5
                      memory_gb: 4
                      storage_gb: 20
                    scoring:
                      visible_to_agent: true
                      score_on_usage_limits: true
                      instructions: For people.
                    instructions: |
                      Do it.
                    permissions: [full_internet]
                    required_environment_variables: [TOKEN, VM_IP_ADDRESS]
                    agent_access: admin
                    aux_vm:
                      cpu_count_range: [2, 4]
                      ram_gib_range: [1, 8]
                      cpu_architecture: x64
                      gpu_spec: {count_range: [1, 1], model: a10}
                      base_image_type: ubuntu-20.04-cuda
                      build_steps:
                        - type: file
                          source: assets/run.sh
                          destination: run.sh
                        - type: shell
                          commands: ["echo ${HOME}", "%{x}"]
                    install: [a]
                    start: [b, c]
                    teardown: [d]
                    score:
                      fetch: [{from: /tmp/out, to: /root/out}]
                      command: python3 score.py
                  1: {instructions: second}
                """);

        assertThat(manifest.tasks().keySet()).containsExactly("main", "1");
        assertThat(manifest.task("main"))
                .hasValue(new ManifestTask(
                        "main",
                        new Resources(
                                OptionalDouble.of(2.5),
                                OptionalDouble.of(4),
                                OptionalDouble.of(20),
                                Optional.of(new GpuSpec(new Range(1, 3), "h100"))),
                        true,
                        true,
                        Optional.of("metr_task_standard"),
                        Optional.of("Do it.\n"),
                        List.of("full_internet"),
                        List.of("TOKEN", "VM_IP_ADDRESS"),
                        Optional.of(new VmSpec(
                                Optional.of(new Range(2, 4)),
                                Optional.of(new Range(1, 8)),
                                Optional.of(Architecture.X64),
                                Optional.of(new GpuSpec(new Range(1, 1), "a10")),
                                "ubuntu-20.04-cuda",
                                List.of(
                                        new BuildStep.File("assets/run.sh", "run.sh"),
                                        new BuildStep.Shell(List.of("echo ${HOME}", "%{x}"))))),
                        AgentAccess.ADMIN,
                        List.of("a"),
                        List.of("b", "c"),
                        List.of("d"),
                        Optional.of(new ScoreRecipe(
                                List.of(new ScoreRecipe.Fetch("/tmp/out", "/root/out")), "python3 score.py"))));
    }

    @Test
    void absentKeysHaveDefaults() {
        var task = standalone("tasks: {main: {instructions: x, aux_vm: {}}}")
                .task("main")
                .orElseThrow();

        assertThat(task.resources()).isEqualTo(Resources.NONE);
        assertThat(task.scoringVisibleToAgent()).isFalse();
        assertThat(task.agentAccess()).isEqualTo(AgentAccess.NONE);
        assertThat(task.auxVm()).hasValueSatisfying(vm -> {
            assertThat(vm.baseImage()).isEqualTo("debian-12");
            assertThat(vm.cpus()).isEmpty();
            assertThat(vm.buildSteps()).isEmpty();
        });
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlaceAndTheNearestKnownOne() {
        var failure = failure("""
                tasks:
                  main:
                    instructions: x
                    resources:
                      cpu: 4
                """);

        assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(failure.code()).isEqualTo("bad_manifest");
        assertThat(failure.message()).isEqualTo("unknown key 'cpu' in tasks.main.resources");
        assertThat(failure.place()).hasValue(file + ":5:7");
        assertThat(failure.hint()).hasValue("did you mean 'cpus'?");
    }

    @Test
    void allProblemsAreToldTogetherInTheOrderOfTheFile() {
        var failure = failure("""
                tasks:
                  main:
                    instructions: x
                    resources: {cpus: four, memory_gb: -1}
                    agent_acces: admin
                    aux_vm:
                      cpu_count_range: [4, 2]
                      ram_gib_range: [0, 99999999999999999999]
                extra: 1
                """);

        assertThat(failure.message()).isEqualTo("7 problems in manifest.yaml");
        assertThat(failure.details().orElseThrow().lines())
                .containsExactly(
                        file
                                + ":4:23: tasks.main.resources.cpus must be a number of cores from 0.01 to 2048, not the text 'four'",
                        file
                                + ":4:40: tasks.main.resources.memory_gb must be a number of GB from 0.01 to 32768, not the number -1",
                        file + ":5:5: unknown key 'agent_acces' in tasks.main (did you mean 'agent_access'?)",
                        file + ":7:24: tasks.main.aux_vm.cpu_count_range must be [least, most], but 4 is more than 2",
                        file
                                + ":8:23: tasks.main.aux_vm.ram_gib_range[0] must be a whole number of GiB from 1 to 32768, not the number 0",
                        file
                                + ":8:26: tasks.main.aux_vm.ram_gib_range[1] must be a whole number of GiB from 1 to 32768, not the number 99999999999999999999",
                        file + ":9:1: unknown key 'extra' (keys: tasks, meta, version)");
    }

    @ParameterizedTest
    @MethodSource("dev.workbench.family.ManifestCases#good")
    void readsWhatIsGood(String yaml) {
        assertThat(standalone(yaml).tasks()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.workbench.family.ManifestCases#bad")
    void saysWhatIsBadAndWhere(ManifestCases.Bad bad) {
        var failure = failure(bad.yaml());

        assertThat(failure.message()
                        + failure.details().map(lines -> "\n" + lines).orElse(""))
                .isEqualTo(bad.message());
        assertThat(failure.place()).hasValue(file + ":" + bad.place());
        assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @ParameterizedTest
    @MethodSource("dev.workbench.family.ManifestCases#malformed")
    void saysWhereAFileIsNoYaml(ManifestCases.Bad bad) {
        saysWhatIsBadAndWhere(bad);
    }

    @Test
    void pythonDecidesWhatATaskDoesInAFamilyThatHasPython() throws IOException {
        write("""
                tasks:
                  main:
                    resources: {cpus: 1}
                    aux_vm: {}
                    agent_access: agent
                    start: [a]
                    permissions: []
                """);

        assertThat(failure(true).details().orElseThrow())
                .isEqualTo(file + ":6:5: 'start' in tasks.main is for families without Python code"
                        + " (the TaskFamily class decides this; remove the key)\n" + file
                        + ":7:5: 'permissions' in tasks.main is for families without Python code"
                        + " (the TaskFamily class decides this; remove the key)");

        Files.writeString(file, "tasks: {main: {resources: {cpus: 1}, aux_vm: {}, agent_access: agent}}");
        assertThat(ManifestReader.read(file, true).task("main")).isPresent();
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreTolerated() {
        assertThat(standalone("\uFEFFtasks:\r\n  main:\r\n    instructions: x\r\n")
                        .tasks())
                .containsKey("main");
    }

    @Test
    void whatIsNotUtf8IsSaidWithItsLine() {
        write("tasks:\n  m\u00fcll: {}\n".getBytes(StandardCharsets.ISO_8859_1));

        var failure = failure(false);
        assertThat(failure.message()).isEqualTo("the file is not UTF-8 text");
        assertThat(failure.place()).hasValue(file + ":2");
    }

    @Test
    @Timeout(10)
    void aBombOfAliasesIsRefused() {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, "*a" + (i - 1)))));
        }

        var failure = failure(yaml.toString());
        assertThat(failure.message()).isEqualTo("the file holds more than 50000 values");
        assertThat(failure.hint()).hasValue("are its aliases nested?");
    }

    @Test
    @Timeout(10)
    void hugeAndDeepFilesAreRefused() {
        assertThat(failure("#" + "x".repeat(2 << 20)).message()).isEqualTo("the file is larger than 1 MiB");
        assertThat(failure("[".repeat(100_000)).code()).isEqualTo("malformed_yaml");
        assertThat(failure("tasks: {m: {instructions: x, resources: {cpus: " + "9".repeat(100_000) + "}}}")
                        .message())
                .hasSizeLessThan(200);
    }

    @Test
    void nothingThatPeopleMistypeBreaksTheReader() {
        var random = new Random(42);
        var good = ManifestCases.good().toList();
        var noise = List.of(
                "'",
                "\"",
                ": ",
                "- ",
                "\n",
                "\t",
                "{",
                "}",
                "[",
                "]",
                ",",
                "#",
                "&a ",
                "*a",
                "!!int ",
                "|",
                "%",
                "@",
                "\0",
                "\u0085",
                "\uFEFF",
                "é",
                "\ud83d\ude00",
                "-1",
                "1e9999999999",
                "0x",
                "~",
                "<<: ",
                "? ",
                "---\n",
                "...\n");
        for (var round = 0; round < 800; round++) {
            var yaml = new StringBuilder(good.get(random.nextInt(good.size())));
            for (var slips = random.nextInt(3); slips >= 0; slips--) {
                var at = random.nextInt(yaml.length() + 1);
                if (random.nextBoolean()) {
                    yaml.insert(at, noise.get(random.nextInt(noise.size())));
                } else {
                    yaml.delete(at, Math.min(yaml.length(), at + random.nextInt(4)));
                }
            }
            write(yaml.toString());
            try {
                assertThat(ManifestReader.read(file, random.nextBoolean()).tasks())
                        .isNotEmpty();
            } catch (WorkbenchException refused) {
                assertThat(refused.place()).isPresent();
            } catch (RuntimeException bug) {
                throw new AssertionError("broken by: " + yaml, bug);
            }
        }
    }

    @Test
    void manyProblemsAreCutShort() {
        var yaml = new StringBuilder("tasks: {main: {instructions: x}}\n");
        for (var i = 0; i < 80; i++) {
            yaml.append("k").append(i).append(": 1\n");
        }

        var failure = failure(yaml.toString());
        assertThat(failure.message()).isEqualTo("80 problems in manifest.yaml");
        assertThat(failure.details().orElseThrow().lines()).hasSize(51).last().isEqualTo("and 30 more");
    }

    Manifest standalone(String yaml) {
        write(yaml);
        return ManifestReader.read(file, false);
    }

    WorkbenchException failure(String yaml) {
        write(yaml);
        return failure(false);
    }

    WorkbenchException failure(boolean besidePython) {
        var failure = catchThrowableOfType(WorkbenchException.class, () -> ManifestReader.read(file, besidePython));
        assertThat(failure).isNotNull();
        return failure;
    }

    void write(String yaml) {
        write(yaml.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] yaml) {
        try {
            Files.write(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
