package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.engine.DockerEngine;
import dev.workbench.vm.Ownership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when the tool dies at some entry of its ledger, and what the next commands make of it. */
class FaultsIT {
    @TempDir
    private Path directory;

    private Launcher launcher;
    private StateDirectory state;

    @BeforeEach
    void begin() {
        launcher = Launcher.with(directory.resolve("state"));
        state = StateDirectory.at(directory.resolve("state"));
    }

    @ParameterizedTest(name = "kill -9 after {0} ledger entries")
    @ValueSource(ints = {1, 2, 3, 4, 6, 8})
    void afterAKillTheEnvironmentIsListedAsBrokenAndDestroyRemovesAllOfIt(int entries) throws Exception {
        var process = start();
        var id = state.awaitEntries(entries, "", process, directory.resolve("err"));
        process.destroyForcibly().waitFor();

        assertThat(launcher.run("list").out()).contains(id).contains("broken");
        var destroyed = launcher.run("destroy", id);

        assertThat(destroyed.exit()).as(destroyed.err()).isZero();
        assertNothingLeft(id);
    }

    @ParameterizedTest(name = "kill -9 after {0} ledger entries of a run that bakes")
    @ValueSource(ints = {6, 8, 10, 12})
    void afterAKillDuringABakeDestroyRemovesAllOfIt(int entries) throws Exception {
        var process = start(unbakedFamily(), "main");
        var id = state.awaitEntries(entries, "", process, directory.resolve("err"));
        process.destroyForcibly().waitFor();

        var destroyed = launcher.run("destroy", id);

        assertThat(destroyed.exit()).as(destroyed.err()).isZero();
        assertNothingLeft(id);
    }

    private String unbakedFamily() throws IOException {
        return FamilyToBake.write(directory.resolve("fresh"), FamilyToBake.unseen() + "; sleep 2")
                .toString();
    }

    @Test
    void sigtermDuringTheRunUndoesAllOfIt() throws Exception {
        var process = start();
        var id = state.awaitEntries(3, "", process, directory.resolve("err"));
        process.destroy();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertNothingLeft(id);
    }

    @Test
    void anExpiredEnvironmentIsDestroyedByTheNextCommand() throws Exception {
        var ttl = Duration.ofSeconds(1);
        var run = launcher.run("run", "samples/count_words", "easy", "--ttl", ttl.toSeconds() + "s");
        assertThat(run.exit()).as(run.err()).isZero();
        Thread.sleep(ttl); // the run may have taken less
        var id = state.environments().getFirst();

        var next = launcher.run("list");

        assertThat(next.err()).contains("has expired");
        assertNothingLeft(id);
    }

    @Test
    void aMachineThatSomebodyRemovedIsToldByListAndShow() throws Exception {
        var run = launcher.run("run", "samples/log_detective", "break_in", "--vm", "docker");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(launcher.run("list").out()).contains("running").doesNotContain("broken");
        var id = state.environments().getFirst();
        var show = launcher.run("show").out();
        assertThat(show).contains("workbench ssh " + id + "\n", "workbench ssh " + id + " --vm\n");
        var byHand = show.lines()
                .filter(line -> line.startsWith("with OpenSSH"))
                .findFirst()
                .orElseThrow()
                .substring("with OpenSSH".length());
        var shell = new ProcessBuilder("sh", "-c", byHand + " echo hello");
        shell.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        var hello = shell.start();
        assertThat(new String(hello.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("hello\n");

        try (var engine = DockerEngine.connect(System.getenv())) {
            engine.remove("wb-" + id + "-vm");
        }

        assertThat(launcher.run("list").out()).contains("broken").contains("its aux VM does not run any more");
        assertThat(launcher.run("show").out()).contains("broken: its aux VM does not run any more");
        assertThat(launcher.run("show", "-o", "json").out()).contains("\"status\" : \"broken\"");
        assertThat(launcher.run("destroy", "--all").exit()).isZero();
        assertNothingLeft(id);
    }

    @Test
    void oneThatCannotBeDestroyedHidesNoOther() throws Exception {
        for (var i = 0; i < 3; i++) {
            var run = launcher.run("run", "samples/count_words", "easy");
            assertThat(run.exit()).as(run.err()).isZero();
        }
        var ids = state.environments();
        var foreign = Launcher.with(directory.resolve("elsewhere"));
        assertThat(foreign.run("run", "samples/count_words", "easy").exit()).isZero();
        var foreigner =
                StateDirectory.at(directory.resolve("elsewhere")).environments().getFirst();
        for (var id : ids.subList(0, 2)) {
            var joined = new ProcessBuilder(
                    "docker", "network", "connect", "wb-" + id + "-net", "wb-" + foreigner + "-main");
            assertThat(joined.start().waitFor()).isZero();
        }

        var destroyed = launcher.run("destroy", "--all");

        assertThat(destroyed.exit()).isEqualTo(6);
        assertThat(destroyed.err())
                .contains("error: could not remove everything of 2 environments")
                .contains(ids.get(0) + ": network", ids.get(1) + ": network");
        assertThat(state.environments()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 2));
        assertThat(foreign.run("destroy", "--all").exit()).isZero();
        assertThat(launcher.run("destroy", "--all").exit()).isZero();
        assertThat(state.environments()).isEmpty();
    }

    private Process start() throws IOException {
        return start("samples/log_detective", "break_in");
    }

    private Process start(String family, String task) throws IOException {
        return launcher.start(
                directory.resolve("out"), directory.resolve("err"), "run", family, task, "--vm", "docker");
    }

    private void assertNothingLeft(String id) {
        assertThat(state.environments()).isEmpty();
        try (var engine = DockerEngine.connect(System.getenv())) {
            var label = Map.of(Ownership.LABEL_ENVIRONMENT, id);
            assertThat(engine.containers(label)).isEmpty();
            assertThat(engine.networks(label)).isEmpty();
        }
    }
}
