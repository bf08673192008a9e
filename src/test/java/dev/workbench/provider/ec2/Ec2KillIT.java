package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.e2e.Launcher;
import dev.workbench.e2e.StateDirectory;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.Fault;
import dev.workbench.vm.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed while they bake on EC2: {@code vm reap} finds all of it, in the account and on this machine. */
class Ec2KillIT {
    private static final String FAMILY = "fresh";
    private static final String THEIRS = "you@there";
    private static final long LIMIT_MINUTES = 12;
    /** A JVM keeps a core busy while it starts, and then mostly waits. */
    private static final int AT_ONCE = 4;

    /** How many entries a ledger has when the machine is intended, started, worked on, done with, removed. */
    private static final List<Integer> ENTRIES = List.of(3, 4, 6, 7, 8);
    /** The calls in between that make or end something of its own. */
    private static final List<String> CALLS =
            List.of("ImportKeyPair", "CreateSecurityGroup", "RunInstances", "CreateImage", "TerminateInstances");

    /** They are of use to whoever bakes the same again. */
    private static final Set<String> WHOLE_IMAGES = Set.of("images", "snapshots");

    @TempDir
    private Path directory;

    private final Ec2Lab aws = new Ec2Lab();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void whereverRunsAreKilledOneReapRemovesAllThatTheyMade() throws Exception {
        new Estate(aws).environment(THEIRS, "theirs-aaaaaa", Instant.now().minusSeconds(60));
        var theirs = aws.tagged(Ownership.LABEL_OWNER, THEIRS);
        var family = family();
        var state = StateDirectory.at(directory.resolve("state"));

        killAll(family, state);
        var killed = state.environments();

        // For its first seconds an environment is taken for one that just begins.
        Awaitility.await()
                .atMost(Duration.ofMinutes(LIMIT_MINUTES))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    var reap = launcher("reaper").run("vm", "reap", "--yes");
                    assertThat(reap.exit()).as(reap.err()).isZero();
                    return state.environments().isEmpty();
                });

        assertThat(killed).hasSize(ENTRIES.size() + CALLS.size());
        assertThat(aws.tagged(Ownership.LABEL_OWNER, THEIRS)).isEqualTo(theirs);
        assertThat(aws.inventory()).allSatisfy((kind, ids) -> {
            if (!WHOLE_IMAGES.contains(kind)) {
                assertThat(theirs).as(kind).containsAll(ids);
            }
        });
        for (var id : killed) {
            var label = Map.of(Ownership.LABEL_ENVIRONMENT, id);
            assertThat(aws.engine().containers(label)).isEmpty();
            assertThat(aws.engine().networks(label)).isEmpty();
        }
    }

    private void killAll(String family, StateDirectory state) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var kills = new ArrayList<Future<?>>();
            for (var count : ENTRIES) {
                kills.add(threads.submit(() -> killAfterEntries(count, family, state)));
            }
            for (var call : CALLS) {
                kills.add(threads.submit(() -> killAtCall(call, family)));
            }
            for (var kill : kills) {
                kill.get();
            }
        }
    }

    private Void killAfterEntries(int count, String family, StateDirectory state) throws Exception {
        var task = "entry" + count;
        var process = start(family, task);
        state.awaitEntries(count, FAMILY + "-" + task + "-", process, directory.resolve(task + ".err"));
        process.destroyForcibly().waitFor();
        return null;
    }

    /** AWS has done what it was asked, and nobody hears of it. */
    private Void killAtCall(String action, String family) throws Exception {
        var started = new CompletableFuture<Process>();
        aws.bring(Fault.changing(
                call -> call.caller().equals(action) && call.action().equals(action), reply -> {
                    started.join().destroyForcibly().onExit().join();
                    return reply;
                }));
        var process = start(family, action);
        started.complete(process);
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve(action + ".err")))
                .isEqualTo(137);
        return null;
    }

    private Process start(String family, String task) throws IOException {
        return launcher(task)
                .start(
                        directory.resolve(task + ".out"),
                        directory.resolve(task + ".err"),
                        "run",
                        family,
                        task,
                        "--vm",
                        "ec2",
                        "--submission",
                        "");
    }

    private Launcher launcher(String caller) {
        return Launcher.with(directory.resolve("state")).with(aws.variables(caller));
    }

    /** A task for each place to be killed at, so that each run bakes an image of its own. */
    private String family() throws IOException {
        var family = Files.createDirectories(directory.resolve(FAMILY));
        var manifest = new StringBuilder("tasks:\n");
        Stream.concat(ENTRIES.stream().map(count -> "entry" + count), CALLS.stream())
                .forEach(task -> manifest.append("""
                          %s:
                            instructions: Do it.
                            aux_vm:
                              build_steps:
                                - {type: shell, commands: ["echo %s >stamp"]}
                            score: {command: echo 1}
                        """.formatted(task, UUID.randomUUID())));
        Files.writeString(family.resolve("manifest.yaml"), manifest.toString());
        return family.toString();
    }
}
