package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        assertThat(failure.message()).isEqualTo("7 problems in " + file);
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
            throw new java.io.UncheckedIOException(e);
        }
    }
}
