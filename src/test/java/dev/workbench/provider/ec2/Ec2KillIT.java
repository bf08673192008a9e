package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.provider.ec2.lab.Ec2Lab;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed while it bakes on EC2: {@code vm reap} finds all of it, in the account and on this machine. */
class Ec2KillIT {
    private static final long LIMIT_MINUTES = 4;

    @TempDir
    private Path directory;

    private final Ec2Lab aws = new Ec2Lab();

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest(name = "kill -9 after {0} ledger entries")
    @ValueSource(ints = {4, 5, 6, 7, 8})
    void nothingIsLeftAfterAReap(int entries) throws Exception {
        var process = start("run.txt", "run", family(), "main", "--vm", "ec2", "--submission", "");
        awaitEntries(entries, process);
        process.destroyForcibly().waitFor();
        var id = environments().getFirst().getFileName().toString();

        // For its first seconds an environment is taken for one that just begins.
        Awaitility.await()
                .atMost(Duration.ofMinutes(LIMIT_MINUTES))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    var reap = start("reap.txt", "vm", "reap", "--yes");
                    if (!reap.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                        reap.destroyForcibly();
                    }
                    assertThat(reap.waitFor())
                            .as(Files.readString(directory.resolve("reap.txt")))
                            .isZero();
                    return environments().isEmpty();
                });

        assertThat(aws.inventory()).isEmpty();
        assertThat(aws.engine().containers(Map.of("dev.workbench.environment", id)))
                .isEmpty();
        assertThat(aws.engine().networks(Map.of("dev.workbench.environment", id)))
                .isEmpty();
    }

    private String family() throws IOException {
        var family = Files.createDirectories(directory.resolve("fresh"));
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: Do it.
                    aux_vm:
                      build_steps:
                        - {type: shell, commands: ["echo %s >stamp; sleep 5"]}
                    score: {command: echo 1}
                """.formatted(UUID.randomUUID()));
        return family.toString();
    }

    private void awaitEntries(int entries, Process process) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(LIMIT_MINUTES))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || entries() >= entries);
        assertThat(process.isAlive()).as("it was killed at work").isTrue();
    }

    private long entries() throws IOException {
        for (var environment : environments()) {
            var ledger = environment.resolve("ledger.jsonl");
            if (Files.exists(ledger)) {
                try (var lines = Files.lines(ledger)) {
                    return lines.filter(line -> !line.isBlank()).count();
                }
            }
        }
        return 0;
    }

    private List<Path> environments() throws IOException {
        var all = directory.resolve("state/workbench/environments");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (var found = Files.list(all)) {
            return found.toList();
        }
    }

    private Process start(String output, String... words) throws IOException {
        var command = new ArrayList<>(List.of("./workbench"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(output).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(aws.variables());
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        return builder.start();
    }
}
