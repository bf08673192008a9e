package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.engine.DockerEngine;
import dev.workbench.vm.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when the tool dies at some entry of its ledger, and what the next commands make of it. */
class FaultsIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "kill -9 after {0} ledger entries")
    @ValueSource(ints = {1, 2, 3, 4, 6, 8})
    void afterAKillTheEnvironmentIsListedAsBrokenAndDestroyRemovesAllOfIt(int entries) throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        var process = start(launcher);
        awaitEntries(entries, process);
        process.destroyForcibly().waitFor();

        var id = environments().getFirst().getFileName().toString();
        assertThat(launcher.run("list").out()).contains(id).contains("broken");
        var destroyed = launcher.run("destroy", id);

        assertThat(destroyed.exit()).as(destroyed.err()).isZero();
        assertNothingLeft(id);
    }

    @ParameterizedTest(name = "kill -9 after {0} ledger entries of a run that bakes")
    @ValueSource(ints = {6, 8, 10, 12})
    void afterAKillDuringABakeDestroyRemovesAllOfIt(int entries) throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        var process = start(launcher, unbakedFamily(), "main");
        awaitEntries(entries, process);
        process.destroyForcibly().waitFor();

        var id = environments().getFirst().getFileName().toString();
        var destroyed = launcher.run("destroy", id);

        assertThat(destroyed.exit()).as(destroyed.err()).isZero();
        assertNothingLeft(id);
    }

    private String unbakedFamily() throws IOException {
        var family = Files.createDirectories(directory.resolve("fresh"));
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: Do it.
                    aux_vm:
                      build_steps:
                        - {type: shell, commands: ["echo %s >stamp; sleep 2"]}
                """.formatted(UUID.randomUUID()));
        return family.toString();
    }

    @Test
    void sigtermDuringTheRunUndoesAllOfIt() throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        var process = start(launcher);
        awaitEntries(3, process);
        var id = environments().getFirst().getFileName().toString();
        process.destroy();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertNothingLeft(id);
    }

    @Test
    void anExpiredEnvironmentIsDestroyedByTheNextCommand() throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        var ttl = Duration.ofSeconds(1);
        var run = launcher.run("run", "samples/count_words", "easy", "--ttl", ttl.toSeconds() + "s");
        assertThat(run.exit()).as(run.err()).isZero();
        Thread.sleep(ttl); // the run may have taken less
        var id = environments().getFirst().getFileName().toString();

        var next = launcher.run("list");

        assertThat(next.err()).contains("has expired");
        assertNothingLeft(id);
    }

    @Test
    void aMachineThatSomebodyRemovedIsToldByListAndShow() throws Exception {
        var launcher = Launcher.with(directory.resolve("state"));
        var run = launcher.run("run", "samples/log_detective", "break_in", "--vm", "docker");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(launcher.run("list").out()).contains("running").doesNotContain("broken");
        var id = environments().getFirst().getFileName().toString();

        try (var engine = DockerEngine.connect(System.getenv())) {
            engine.remove("wb-" + id + "-vm");
        }

        assertThat(launcher.run("list").out()).contains("broken").contains("its aux VM does not run any more");
        assertThat(launcher.run("show").out()).contains("broken: its aux VM does not run any more");
        assertThat(launcher.run("show", "-o", "json").out()).contains("\"status\" : \"broken\"");
        assertThat(launcher.run("destroy", "--all").exit()).isZero();
        assertNothingLeft(id);
    }

    private Process start(Launcher launcher) throws IOException {
        return start(launcher, "samples/log_detective", "break_in");
    }

    private Process start(Launcher launcher, String family, String task) throws IOException {
        return launcher.start(
                directory.resolve("out"), directory.resolve("err"), "run", family, task, "--vm", "docker");
    }

    private void awaitEntries(int count, Process process) throws Exception {
        var deadline = Instant.now().plus(LIMIT);
        while (entries() < count) {
            assertThat(process.isAlive())
                    .as(Files.readString(directory.resolve("err")))
                    .isTrue();
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(5);
        }
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

    private void assertNothingLeft(String id) throws IOException {
        assertThat(environments()).isEmpty();
        try (var engine = DockerEngine.connect(System.getenv())) {
            var label = Map.of(Ownership.LABEL_ENVIRONMENT, id);
            assertThat(engine.containers(label)).isEmpty();
            assertThat(engine.networks(label)).isEmpty();
        }
    }
}
