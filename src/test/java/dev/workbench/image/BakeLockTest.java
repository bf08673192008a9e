package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BakeLockTest {
    private static final String KEY = "sha256:abc";

    @TempDir
    private Path directory;

    @Test
    void theSecondFollowsTheFirstAndThenHasTheLock() throws Exception {
        var own = new CopyOnWriteArrayList<Event>();
        var heard = new CopyOnWriteArrayList<Event>();
        var first = lock().take(KEY, own::add);
        first.progress().output("packer", "before");
        var second = taking(heard::add);
        Awaitility.await().until(() -> heard.contains(new Event.Output("the other command", "before")));
        first.progress().output("packer", "two\nlines");
        Awaitility.await().until(() -> heard.contains(new Event.Output("the other command", "two lines")));
        assertThat(second).isNotDone();
        first.close();
        second.get(10, TimeUnit.SECONDS).close();
        assertThat(own).containsExactly(new Event.Output("packer", "before"), new Event.Output("packer", "two\nlines"));
        assertThat(heard).filteredOn(Event.Output.class::isInstance).hasSize(2);
    }

    @Test
    void whoWaitsTakesOverWhenTheProcessWithTheLockDies() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var holder = new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        var heard = new CopyOnWriteArrayList<Event>();
        var second = taking(heard::add);
        Awaitility.await().until(() -> heard.contains(new Event.Output("the other command", "from the holder")));
        holder.destroyForcibly().waitFor();
        second.get(20, TimeUnit.SECONDS).close();
    }

    /** Another process that takes the lock and keeps it. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (var held = new BakeLock(Path.of(args[0])).take(KEY, Progress.SILENT)) {
                held.progress().output("packer", "from the holder");
                System.out.println("held");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void whoStillWaitsHearsWhoTookOver() throws Exception {
        var heard = new CopyOnWriteArrayList<Event>();
        var alsoHeard = new CopyOnWriteArrayList<Event>();
        var first = lock().take(KEY, Progress.SILENT);
        first.progress().output("packer", "of the first");
        var second = taking(heard::add);
        var third = taking(alsoHeard::add);
        for (var each : List.of(heard, alsoHeard)) {
            Awaitility.await().until(() -> each.contains(new Event.Output("the other command", "of the first")));
        }
        first.close();
        try (var next = (BakeLock.Held) CompletableFuture.anyOf(second, third).get(10, TimeUnit.SECONDS)) {
            next.progress().output("packer", "of the next");
            var waiting = second.isDone() ? alsoHeard : heard;
            Awaitility.await().until(() -> waiting.contains(new Event.Output("the other command", "of the next")));
        }
        for (var each : List.of(second, third)) {
            each.get(10, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void withoutALockTheBakeGoesOnAndSaysWhatThatMeans() throws IOException {
        var told = new CopyOnWriteArrayList<Event>();
        var below = Files.writeString(directory.resolve("file"), "").resolve("below");
        try (var held = new BakeLock(below).take(KEY, told::add)) {
            held.progress().note("baking");
        }
        assertThat(told).hasSize(2).last().isEqualTo(new Event.Note("baking"));
        assertThat(told.getFirst())
                .isInstanceOfSatisfying(
                        Event.Warning.class,
                        warning -> assertThat(warning.text()).contains("may both bake it"));
    }

    @Test
    void whoeverMayWriteInTheDirectoryMayLock() throws IOException {
        lock().take(KEY, Progress.SILENT).close();
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-rw-rw-"))
                    .hasSize(1);
        }
    }

    @Test
    void otherKeysDoNotWait() {
        try (var one = lock().take(KEY, Progress.SILENT);
                var other = lock().take("sha256:def", Progress.SILENT)) {
            assertThat(one).isNotEqualTo(other);
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (var _ = lock().take(KEY, Progress.SILENT)) {
            var failure = new CompletableFuture<WorkbenchException>();
            var waiting = Thread.ofPlatform()
                    .start(() -> failure.complete(
                            catchThrowableOfType(WorkbenchException.class, () -> lock().take(KEY, Progress.SILENT))));
            waiting.interrupt();
            assertThat(failure.get(10, TimeUnit.SECONDS).exit()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void whatIsToldIsForTheUserAlone() throws IOException {
        try (var _ = lock().take(KEY, Progress.SILENT);
                var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".news")))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"))
                    .hasSize(1);
        }
    }

    /** In a thread of its own: those of the common pool are as many as the machine has cores to spare. */
    private CompletableFuture<BakeLock.Held> taking(Progress progress) {
        return CompletableFuture.supplyAsync(
                () -> lock().take(KEY, progress), task -> Thread.ofPlatform().start(task));
    }

    private BakeLock lock() {
        return new BakeLock(directory);
    }
}
