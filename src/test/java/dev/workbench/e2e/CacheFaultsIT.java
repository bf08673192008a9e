package dev.workbench.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.engine.DockerEngine;
import dev.workbench.provider.docker.DockerVms;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.StepLayers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of VM images when the disk below the cache is full, cannot be written, or is shared; only root can try it. */
@Timeout(600)
class CacheFaultsIT {
    private static final Path JARS = Path.of("target").toAbsolutePath();
    private static final Pattern HIT = Pattern.compile("(?m)^main .* sha256:[0-9a-f]+ +hit$");
    private static final Pattern MISS = Pattern.compile("(?m)^main .* sha256:[0-9a-f]+ +miss$");
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    /** Users that nobody is. */
    private static final int FIRST_USER = 61_001;

    private static final int SECOND_USER = 61_002;

    @TempDir
    private Path temporary;

    private final String name = "cf" + UUID.randomUUID().toString().substring(0, 8);
    private Path family;
    private Path cache;

    @BeforeEach
    void makeAFamily() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "mounts and other users need root");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        family = Files.createDirectory(temporary.resolve(name));
        cache = Files.createDirectory(temporary.resolve("cache"));
        Files.createDirectory(temporary.resolve("state"));
        FamilyToBake.write(family, "echo " + name + " >stamp");
    }

    @AfterEach
    void removeImages() {
        try (var engine = DockerEngine.connect(System.getenv())) {
            var vms = new DockerVms(engine, new BaseImages(engine, BuildHost.local(System.getenv()))::dockerVm);
            var images = vms.ability(ImageCapture.class).orElseThrow();
            images.images().stream()
                    .filter(image -> image.family().equals(name))
                    .forEach(images::removeImage);
            var layers = vms.ability(StepLayers.class).orElseThrow();
            layers.layers().stream()
                    .filter(layer -> layer.family().equals(name))
                    .forEach(layers::removeLayer);
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws Exception {
        var shell = new Shell("mount -t tmpfs none '%s' && mount -o remount,ro '%s'".formatted(cache, cache));
        var first = shell.run(build());
        assertThat(first.exit()).as(first.text()).isZero();
        assertThat(first.text())
                .contains("may both bake it, because there can be no lock in " + cache)
                .contains("read-only file system");
        var second = shell.run(build() + " && " + workbench("vm images explain --vm docker '" + family + "' main")
                + " && " + workbench("vm images list"));
        assertThat(second.exit()).as(second.text()).isZero();
        assertThat(second.text()).containsPattern(HIT).contains(name + "/main").doesNotContain("may both bake it");
    }

    @Test
    void aCacheOnAFullDiskIsDoneWithout() throws Exception {
        var fill = "{ cat /dev/zero >'%s/full' 2>/dev/null || :; }".formatted(cache);
        var shell = new Shell("mount -t tmpfs -o size=16k none '%s' && %s".formatted(cache, fill));
        var built = shell.run(build() + " && " + build());
        assertThat(built.exit()).as(built.text()).isZero();
        assertThat(built.text()).containsPattern(MISS).containsPattern(HIT);
        var afterwards = new Shell(":").run(build());
        assertThat(afterwards.exit()).as(afterwards.text()).isZero();
    }

    @Test
    void anExportThatDoesNotFitLeavesNothing() throws Exception {
        var built = new Shell(":").run(build());
        assertThat(built.exit()).as(built.text()).isZero();
        var target = Files.createDirectory(temporary.resolve("target"));
        var key = "$(%s)"
                .formatted(workbench("vm images explain --vm docker '" + family + "' main -o json 2>/dev/null")
                        + " | sed -n 's/.*\"key\" *: *\"\\(sha256:[0-9a-f]*\\)\".*/\\1/p' | head -1");
        var export = workbench("vm images export \"" + key + "\" '" + target + "/image'");
        var exported = new Shell("mount -t tmpfs -o size=1m none '%s'".formatted(target))
                .run("{ " + export + " || echo \"exit $?\"; }; echo left: $(ls -A '" + target + "')");
        assertThat(exported.text())
                .contains("the image cannot be written: no space left on device")
                .contains("exit 3")
                .contains("left:\n");
    }

    @Test
    void twoUsersShareACacheAndLoseNothing() throws Exception {
        assumeTrue(Files.isReadable(SOCKET), "users are let in by the group of the engine's socket");
        new Shell(":").run("chgrp docker '%s' && chmod 2775 '%s'".formatted(cache, cache));
        for (var umask : List.of("022", "002")) {
            var first = as(FIRST_USER, umask);
            assertThat(first.exit()).as(first.text()).isZero();
            var second = as(SECOND_USER, umask);
            assertThat(second.exit()).as(second.text()).isZero();
            assertThat(second.text()).containsPattern(HIT).doesNotContain("may both bake it");
            removeImages();
            var third = as(SECOND_USER, umask);
            assertThat(third.exit()).as(third.text()).isZero();
            assertThat(third.text()).containsPattern(MISS).doesNotContain("may both bake it");
        }
    }

    private Result as(int user, String umask) throws Exception {
        var home = temporary.resolve("home-" + user);
        var become = "install -d -o %d '%s' && umask %s && exec setpriv --reuid %d --regid docker --clear-groups env"
                        .formatted(user, home, umask, user)
                + " HOME='%s' XDG_STATE_HOME='%s/state' sh -c '%s'"
                        .formatted(home, home, build().replace("'", "'\\''"));
        return new Shell(":").run(become);
    }

    private String build() {
        return workbench("vm images build --vm docker '" + family + "' main");
    }

    private static String workbench(String words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -XX:TieredStopAtLevel=1 -cp '%s/workbench.jar:%s/libraries.jar' dev.workbench.Main "
                        .formatted(java, JARS, JARS)
                + words;
    }

    private record Result(int exit, String text) {}

    /** A shell whose mounts nobody else sees. */
    private final class Shell {
        private final String before;

        private Shell(String before) {
            this.before = before;
        }

        private Result run(String command) throws Exception {
            var words = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", before + " && " + command));
            var process = new ProcessBuilder(words).redirectErrorStream(true);
            process.environment().put("XDG_CACHE_HOME", cache.toString());
            process.environment()
                    .put("XDG_STATE_HOME", temporary.resolve("state").toString());
            process.environment()
                    .put("XDG_CONFIG_HOME", temporary.resolve("config").toString());
            var started = process.start();
            started.getOutputStream().close();
            var text = new String(started.getInputStream().readAllBytes(), UTF_8);
            assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Result(started.exitValue(), text);
        }
    }
}
