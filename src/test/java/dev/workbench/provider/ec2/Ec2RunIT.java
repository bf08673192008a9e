package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.e2e.Launcher;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample with an aux VM on EC2, through the launcher: bake, run from the image, score, nothing left. */
class Ec2RunIT {
    /** They are listed in the operators' guide; how often {@code DescribeInstances} is asked depends on the machine. */
    private static final int MOST_CALLS = 14;

    private static final int MOST_CALLS_WITH_A_BAKE = 33;
    /** For {@code bench/aws-calls}. */
    private static final Path COUNTS = Path.of("target/aws-calls.txt");

    @TempDir
    private Path state;

    private final Ec2Lab aws = new Ec2Lab();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aTaskIsBakedRunAndScoredAndOnlyItsImageStays() throws Exception {
        var result = Launcher.with(state)
                .with(aws.variables())
                .run(
                        "run",
                        "samples/log_detective",
                        "break_in",
                        "--vm",
                        "ec2",
                        "--agent",
                        "samples/agents/log_detective/solve",
                        "--agent-command",
                        "./run.sh",
                        "--min-score",
                        "1",
                        "-o",
                        "json");

        assertThat(result.exit()).as(result.err()).isZero();
        var json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("score").asDouble()).isEqualTo(1.0);
        assertThat(json.path("vm").path("provider").asText()).isEqualTo("ec2");
        assertThat(json.path("vm").path("image_cache").asText()).isEqualTo("miss");
        assertThat(result.err())
                .contains("AWS account 123456789012")
                .contains("us-east-1")
                .contains("an hour");
        assertThat(aws.inventory()).containsOnlyKeys("images", "snapshots");
    }

    /** The instance asks its tag before it ends itself, and others what they may delete. */
    @Test
    void extendMovesTheExpiryOfTheInstanceAndItsDisk() throws Exception {
        var family = Files.createDirectories(state.resolve("waiting"));
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: Wait.
                    aux_vm: {}
                    score: {command: echo 1}
                """);
        var launcher = Launcher.with(state).with(aws.variables());
        var run = launcher.run("run", family.toString(), "main", "--vm", "ec2", "--ttl", "1h", "-o", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        var id = new ObjectMapper().readTree(run.out()).path("environment").asText();

        var extended = launcher.run("extend", id, "3h", "-o", "json");

        assertThat(extended.exit()).as(extended.err()).isZero();
        var expires =
                new ObjectMapper().readTree(extended.out()).path("expires").asText();
        assertThat(Instant.parse(expires)).isAfter(Instant.now().plus(Duration.ofHours(2)));
        assertThat(aws.tagged("dev.workbench.expires", expires))
                .satisfiesExactlyInAnyOrder(
                        instance -> assertThat(instance).startsWith("i-"),
                        volume -> assertThat(volume).startsWith("vol-"));
        assertThat(launcher.run("list", "-o", "json").out()).contains(expires);
        var destroyed = launcher.run("destroy", id);
        assertThat(destroyed.exit()).as(destroyed.err()).isZero();
        assertThat(aws.inventory()).isEmpty();
    }

    /** The spec of an auxiliary VM for training: one A10, the CUDA image, a package from pip. */
    @Test
    void aTaskOnAGpuIsBakedOnAMachineWithThatGpuRunAndScored() throws Exception {
        var family = gpuFamily();
        var launcher = Launcher.with(state).with(aws.variables());
        aws.takeCounts();

        var baked = launcher.run("run", family, "main", "--vm", "ec2", "--submission", "", "-o", "json");

        assertThat(baked.exit()).as(baked.err()).isZero();
        var json = new ObjectMapper().readTree(baked.out());
        assertThat(json.path("score").asDouble()).isEqualTo(1.0);
        assertThat(json.path("vm").path("username").asText()).isEqualTo("ubuntu");
        assertThat(baked.err()).contains("g5.");
        var withABake = aws.takeCounts();

        var again = launcher.run("run", family, "main", "--vm", "ec2", "--submission", "", "-o", "json");

        assertThat(again.exit()).as(again.err()).isZero();
        var once = aws.takeCounts();
        assertThat(once.keySet()).doesNotContain("CreateImage", "DescribeInstanceTypes");
        assertThat(once).containsEntry("RunInstances", 1).containsEntry("TerminateInstances", 1);
        write(once, withABake);
        assertThat(sum(once)).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(sum(withABake)).isLessThanOrEqualTo(MOST_CALLS_WITH_A_BAKE);
        assertThat(aws.inventory()).containsOnlyKeys("images", "snapshots");
    }

    /** Those that are as many on each machine, and asked for each time. */
    private static int sum(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count ->
                        !Set.of("DescribeInstances", "DescribeInstanceTypes").contains(count.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static void write(Map<String, Integer> once, Map<String, Integer> withABake) throws IOException {
        var lines = Stream.concat(once.keySet().stream(), withABake.keySet().stream())
                .distinct()
                .sorted()
                .map(call -> "%s\t%d\t%d".formatted(call, once.getOrDefault(call, 0), withABake.getOrDefault(call, 0)));
        Files.write(COUNTS, lines.toList());
    }

    private String gpuFamily() throws IOException {
        var family = Files.createDirectories(state.resolve("training"));
        wheel(family.resolve("torchlet-1.0-py3-none-any.whl"));
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: Train it.
                    aux_vm:
                      cpu_count_range: [4, 16]
                      ram_gib_range: [16, 64]
                      gpu_spec: {count_range: [1, 1], model: a10}
                      base_image_type: ubuntu-20.04-cuda
                      build_steps:
                        - {type: file, source: torchlet-1.0-py3-none-any.whl, destination: torchlet-1.0-py3-none-any.whl}
                        - {type: shell, commands: ["python3 -m pip install --no-index ./torchlet-1.0-py3-none-any.whl"]}
                        - {type: shell, commands: ["python3 -c 'import torchlet; print(torchlet.name)' >found"]}
                    score:
                      fetch: [{from: /home/ubuntu/found, to: /tmp/found}]
                      command: "grep -q torchlet /tmp/found && echo 1"
                """);
        return family.toString();
    }

    /** A package that pip can install without a network. */
    private static void wheel(Path file) throws IOException {
        var info = "torchlet-1.0.dist-info/";
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : Map.of(
                            "torchlet.py",
                            "name = 'torchlet'\n",
                            info + "METADATA",
                            "Metadata-Version: 2.1\nName: torchlet\nVersion: 1.0\n",
                            info + "WHEEL",
                            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                            info + "RECORD",
                            "torchlet.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n")
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
