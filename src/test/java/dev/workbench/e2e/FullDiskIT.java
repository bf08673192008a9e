package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.engine.DockerEngine;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bake on a container engine whose disk is really full: an engine of the test's own, on a disk in memory. */
@Timeout(600)
class FullDiskIT {
    /** In a network of its own, where it gets in nobody's way. */
    private static final String ENGINE = """
            ip link set lo up
            exec dockerd --data-root "$DISK/data" --exec-root "$PLACE/exec" --pidfile "$PLACE/pid" -H "$DOCKER_HOST" \
                --bridge=none --storage-driver=overlay2 --containerd-namespace="$NAME" \
                --containerd-plugins-namespace="$NAME-plugins"
            """;

    private static final String LOAD = """
            docker images --format '{{.Repository}}:{{.Tag}}' | grep -E '^workbench/(debian|main-base|vm-debian-12|tools):' |
                xargs docker save | docker -H "$SECOND" load
            """;

    @TempDir
    private Path temporary;

    private Path disk;
    private Path socket;
    private Process engine;

    private record Result(int exit, String text) {}

    @BeforeEach
    void startAnEngine() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "mounts need root");
        assumeTrue(
                shell(Map.of(), "command -v dockerd unshare docker").exit() == 0, "an engine of one's own needs these");
        try (var first = DockerEngine.connect(System.getenv())) {
            var bases = new BaseImages(first, BuildHost.local(System.getenv()));
            bases.mainBase(Progress.SILENT);
            bases.dockerVm(Progress.SILENT);
            bases.tools(Progress.SILENT);
        }
        disk = Files.createDirectory(temporary.resolve("disk"));
        socket = temporary.resolve("engine.sock");
        assertThat(shell(Map.of(), "mount -t tmpfs -o size=3g none '" + disk + "'")
                        .exit())
                .isZero();
        var builder = new ProcessBuilder("unshare", "-n", "sh", "-c", ENGINE)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("engine.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "DISK",
                        disk.toString(),
                        "PLACE",
                        temporary.toString(),
                        "NAME",
                        "wb-" + temporary.getFileName(),
                        "DOCKER_HOST",
                        "unix://" + socket));
        engine = builder.start();
        while (engine.isAlive() && there("docker info").exit() != 0) {
            Thread.sleep(200);
        }
        assumeTrue(engine.isAlive(), () -> "no second engine here: " + text(temporary.resolve("engine.log")));
        var loaded = shell(Map.of("SECOND", "unix://" + socket), LOAD);
        assertThat(loaded.exit()).as(loaded.text()).isZero();
    }

    @AfterEach
    void endIt() throws Exception {
        if (engine != null) {
            engine.destroy();
            engine.waitFor();
        }
        if (disk != null) {
            shell(Map.of(), "umount -R -l '" + disk + "'; umount -R -l '" + temporary + "'/exec/netns/* 2>/dev/null");
        }
    }

    @Test
    void aBakeSaysThatTheDiskIsFullLeavesNothingAndGoesOnWhenThereIsRoom() throws Exception {
        var family = FamilyToBake.write(
                temporary.resolve("family"), "echo one >one", "head -c 60000000 /dev/urandom >large");

        leaveFree(30);
        var within = bake(family);
        assertThat(within.exit()).as(within.text()).isEqualTo(1);
        assertThat(within.text()).contains("build step 2 of 2", "a disk is full");
        assertNothingIsLeft();

        leaveFree(85);
        var after = bake(family);
        assertThat(after.exit()).as(after.text()).isEqualTo(3);
        assertThat(after.text()).contains("error: the container engine's disk is full", "hint: make room");
        assertNothingIsLeft();

        leaveFree(600);
        var third = bake(family);
        assertThat(third.exit()).as(third.text()).isZero();
        assertThat(third.text()).contains("going on from the disk that has build step 1 of 2 already");
        assertNothingIsLeft();
    }

    private Result bake(Path family) throws Exception {
        return there("./workbench vm images build --vm docker '" + family + "' main");
    }

    private void leaveFree(int mib) throws Exception {
        var fill = """
                rm -f "$DISK/full"
                available=$(df --output=avail -k "$DISK" | tail -1)
                head -c $(( (available - $LEFT * 1024) * 1024 )) /dev/zero >"$DISK/full"
                """;
        var filled = shell(Map.of("DISK", disk.toString(), "LEFT", Integer.toString(mib)), fill);
        assertThat(filled.exit()).as(filled.text()).isZero();
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(there(
                                "docker ps -aq; docker network ls -q --filter type=custom; docker images -q --filter dangling=true")
                        .text())
                .isEmpty();
        assertThat(StateDirectory.at(temporary.resolve("state")).environments()).isEmpty();
    }

    /** With that engine. */
    private Result there(String command) throws Exception {
        return shell(
                Map.of(
                        "DOCKER_HOST", "unix://" + socket,
                        "XDG_CACHE_HOME", temporary.resolve("cache").toString(),
                        "XDG_STATE_HOME", temporary.resolve("state").toString()),
                command);
    }

    private static Result shell(Map<String, String> variables, String command) throws Exception {
        var process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        process.environment().putAll(variables);
        var started = process.start();
        started.getOutputStream().close();
        var text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Result(started.exitValue(), text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
