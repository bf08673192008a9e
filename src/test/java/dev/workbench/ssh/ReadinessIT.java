package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import dev.workbench.vm.VmState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final FakeProvider provider = new FakeProvider();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyStageIsPassedAndToldAndTheGuestIsConnected() throws Exception {
        try (var server = Sshd.started(Files.createDirectory(directory.resolve("sshd")))) {
            provider.dialer = server.dialer();
            var ready = readiness(server.login(), "true").await(LIMIT);
            try (var guest = ready.guest()) {
                assertThat(guest.run("echo hello", LIMIT, 100).stdout()).isEqualTo("hello\n");
                assertThat(ready.address()).isEqualTo("10.0.0.2");
                assertThat(ready.stages().stream().map(Readiness.StageTime::stage))
                        .containsExactly("process", "network", "port", "banner", "authentication", "boot finished");
                assertThat(events)
                        .hasSize(6)
                        .last()
                        .isInstanceOfSatisfying(
                                Event.Output.class,
                                output -> assertThat(output.line()).startsWith("6 of 6: "));
            }
        }
    }

    @Test
    void aMachineThatBecomesReadyStepByStepIsNoticedSoon() throws Exception {
        var warm = new Sshd(Files.createDirectory(directory.resolve("warm")));
        try (warm) {
            provider.dialer = warm.dialer();
            readiness(warm.login(), "true").await(LIMIT).guest().close();
        }
        provider.state = new VmState.Starting();
        var mark = directory.resolve("booted");
        try (var server = Sshd.started(Files.createDirectory(directory.resolve("server")))) {
            var open = new CountDownLatch(1);
            provider.dialer = () -> {
                if (open.getCount() > 0) {
                    throw new IOException("connection refused");
                }
                return server.dialer().dial();
            };
            var booted = CompletableFuture.supplyAsync(() -> {
                try {
                    Thread.sleep(300);
                    provider.state = new VmState.Running("10.0.0.3");
                    Thread.sleep(500);
                    open.countDown();
                    Thread.sleep(700);
                    Files.createFile(mark);
                    return System.nanoTime();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            var ready = readiness(server.login(), "test -e " + mark).await(LIMIT);
            var late = Duration.ofNanos(System.nanoTime() - booted.join());
            ready.guest().close();

            assertThat(ready.address()).isEqualTo("10.0.0.3");
            assertThat(late).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aConnectionThatHangsFromBeforeTheNetworkWasUpHoldsNothingBack() throws Exception {
        try (var server = Sshd.started(Files.createDirectory(directory.resolve("sshd")))) {
            var first = new CountDownLatch(1);
            provider.dialer = () -> {
                if (first.getCount() > 0) {
                    first.countDown();
                    return HangingLink.open();
                }
                return server.dialer().dial();
            };
            var started = System.nanoTime();
            readiness(server.login(), "true").await(LIMIT).guest().close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aForeignHostKeyFailsAfterAGrace() throws Exception {
        try (var server = Sshd.started(Files.createDirectory(directory.resolve("sshd")))) {
            provider.dialer = server.dialer();
            var login = new Login(
                    server.login().user(),
                    server.login().key(),
                    Keys.ed25519("").publicLine());

            var failure = catchThrowableOfType(
                    WorkbenchException.class, () -> readiness(login, "true").await(Duration.ofSeconds(2)));

            assertThat(failure.message()).contains("'authentication'", "another host key");
        }
    }

    @Test
    void aBootThatNeverEndsSaysWhatTheCheckSaid() throws Exception {
        try (var server = Sshd.started(Files.createDirectory(directory.resolve("sshd")))) {
            provider.dialer = server.dialer();
            provider.console = "[  OK  ] Started cron\n";

            var failure = catchThrowableOfType(
                    WorkbenchException.class,
                    () -> readiness(server.login(), "echo status: running; false")
                            .await(Duration.ofSeconds(2)));

            assertThat(failure.code()).isEqualTo("vm_not_ready");
            assertThat(failure.message()).contains("'boot finished'", "status: running");
            assertThat(failure.details())
                    .hasValueSatisfying(text -> assertThat(text).contains("Started cron"));
        }
    }

    private Readiness readiness(Login login, String bootCheck) {
        Progress progress = events::add;
        return new Readiness(provider, "vm", login, bootCheck, progress);
    }

    /** A connection whose first packet was lost: open, and silent until it is closed. */
    private record HangingLink(PipedOutputStream end, InputStream in) implements Dialer.Link {
        static HangingLink open() throws IOException {
            var end = new PipedOutputStream();
            return new HangingLink(end, new PipedInputStream(end));
        }

        @Override
        public OutputStream out() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void close() {
            try {
                end.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
