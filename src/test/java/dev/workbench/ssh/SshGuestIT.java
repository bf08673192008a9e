package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshGuestIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static Sshd server;
    private static SshGuest guest;

    @BeforeAll
    static void connect() throws IOException, InterruptedException {
        server = Sshd.started(Files.createDirectory(directory.resolve("sshd")));
        guest = SshGuest.connect(server.dialer(), server.login(), LIMIT);
    }

    @AfterAll
    static void disconnect() {
        guest.close();
        server.close();
    }

    @Test
    void aCommandsOutputErrorsAndStatusArriveApart() {
        var output = guest.run("echo out; echo err >&2; exit 3", LIMIT, 1000);

        assertThat(output.status()).isEqualTo(3);
        assertThat(output.stdout()).isEqualTo("out\n");
        assertThat(output.stderr()).isEqualTo("err\n");
        assertThat(output.truncated()).isFalse();
    }

    @Test
    void aSignalBecomes128PlusItsNumber() {
        assertThat(guest.exec("kill -TERM $$", Streams.discarding(), Optional.empty()))
                .isEqualTo(143);
        assertThat(guest.exec("kill -KILL $$", Streams.discarding(), Optional.empty()))
                .isEqualTo(137);
    }

    @Test
    void inputIsPassedByteForByteAndItsEndIsSeen() {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        var out = new ByteArrayOutputStream();

        var status = guest.exec("cat", Streams.feeding(bytes, out, OutputStream.nullOutputStream()), Optional.empty());

        assertThat(status).isZero();
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aCommandThatReadsNoInputEndsAllTheSame() {
        var bytes = new byte[20_000_000];
        var streams = Streams.feeding(bytes, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        assertThat(guest.exec("exit 7", streams, Optional.empty())).isEqualTo(7);
    }

    @Test
    void inputThatNeverEndsDoesNotHoldACommandThatHasEnded() throws IOException {
        try (var never = new PipedOutputStream();
                var stdin = new PipedInputStream(never)) {
            var streams = new Streams(stdin, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
            assertThat(guest.exec("exit 0", streams, Optional.empty())).isZero();
        }
    }

    @Test
    void whatIsOverTheOutputLimitIsDroppedAndSaid() {
        var output = guest.run("head -c 5000000 /dev/zero | tr '\\0' x", LIMIT, 1000);

        assertThat(output.status()).isZero();
        assertThat(output.stdout()).hasSize(1000);
        assertThat(output.truncated()).isTrue();
    }

    @Test
    void aCommandOverItsTimeIsKilled() {
        assumeThat(server.login().user())
                .as("OpenSSH delivers no signals in root's own sessions")
                .isNotEqualTo("root");
        var mark = directory.resolve("alive");
        var command = "while :; do date +%N > " + mark + "; sleep 0.05; done";

        var failure = catchThrowableOfType(
                WorkbenchException.class, () -> guest.run("echo before; " + command, Duration.ofMillis(600), 1000));

        assertThat(failure.exit()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(failure.details()).contains("before");
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var before = Files.readString(mark);
            Thread.sleep(300);
            assertThat(Files.readString(mark)).isEqualTo(before);
        });
    }

    @Test
    void anInterruptEndsTheWait() throws InterruptedException {
        var failure = new CompletableFuture<Throwable>();
        var thread = Thread.ofPlatform().start(() -> {
            try {
                guest.exec("sleep 60", Streams.discarding(), Optional.empty());
            } catch (WorkbenchException e) {
                failure.complete(e);
            }
        });
        Thread.sleep(300);
        thread.interrupt();

        assertThat(failure.join())
                .isInstanceOfSatisfying(
                        WorkbenchException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.INTERRUPTED));
    }

    @Test
    void severalCommandsRunOnOneConnectionAtOnce() {
        var running = new ArrayList<CompletableFuture<String>>();
        for (var i = 0; i < 5; i++) {
            var number = i;
            running.add(CompletableFuture.supplyAsync(
                    () -> guest.run("sleep 0.2; echo " + number, LIMIT, 100).stdout()));
        }
        assertThat(running.stream().map(CompletableFuture::join)).containsExactly("0\n", "1\n", "2\n", "3\n", "4\n");
    }

    @Test
    void aTerminalHasTheLocalTypeAndSizeAndFollowsIt() throws IOException {
        var window = new FakeWindow();
        var out = new ByteArrayOutputStream();
        try (var keyboard = new PipedOutputStream();
                var stdin = new PipedInputStream(keyboard)) {
            var status = CompletableFuture.supplyAsync(() -> guest.exec(
                    "echo $TERM; stty size; trap 'stty size; exit 5' WINCH; while :; do sleep 0.05; done",
                    new Streams(stdin, out, OutputStream.nullOutputStream()),
                    Optional.of(window)));
            Awaitility.await().until(() -> out.toString(StandardCharsets.UTF_8).contains("24 80"));
            window.resize(new Window.Size(132, 43));

            assertThat(status.join()).isEqualTo(5);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("xterm-256color\r\n24 80\r\n43 132\r\n");
        }
    }

    @Test
    void controlCIsAByteThatTheGuestsTerminalTurnsIntoAnInterrupt() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var keyboard = new PipedOutputStream();
                var stdin = new PipedInputStream(keyboard)) {
            var status = CompletableFuture.supplyAsync(() -> guest.exec(
                    "echo ready; exec sleep 60",
                    new Streams(stdin, out, OutputStream.nullOutputStream()),
                    Optional.of(new FakeWindow())));
            Awaitility.await().until(() -> out.toString(StandardCharsets.UTF_8).contains("ready"));
            keyboard.write(3);
            keyboard.flush();

            assertThat(status.join()).isEqualTo(130);
        }
    }

    @Test
    void anEmptyCommandIsTheLoginShell() {
        var out = new ByteArrayOutputStream();
        var typed = "shopt -q login_shell && echo login\nexit 4\n".getBytes(StandardCharsets.UTF_8);

        var status = guest.exec("", Streams.feeding(typed, out, OutputStream.nullOutputStream()), Optional.empty());

        assertThat(status).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("login\n");
    }

    @Test
    void anotherHostKeyIsRefused() {
        var login = server.login();
        var foreign = new Login(login.user(), login.key(), Keys.ed25519("").publicLine());

        var failure =
                catchThrowableOfType(WorkbenchException.class, () -> SshGuest.connect(server.dialer(), foreign, LIMIT));

        assertThat(failure.code()).isEqualTo("host_key_mismatch");
        assertThat(failure.exit()).isEqualTo(ExitCode.PROVIDER);
        assertThat(failure.message()).contains("SHA256:");
    }

    @Test
    void aKeyThatTheGuestDoesNotKnowIsRefused() {
        var stranger = new Login(server.login().user(), Keys.rsa("").pair(), server.hostKey());

        var failure = catchThrowableOfType(
                WorkbenchException.class, () -> SshGuest.connect(server.dialer(), stranger, LIMIT));

        assertThat(failure.code()).isEqualTo("ssh_failed");
    }

    @Test
    void aLostConnectionIsSaid() throws Exception {
        var link = server.dialer().dial();
        try (var other = SshGuest.connect(() -> link, server.login(), LIMIT)) {
            var status =
                    CompletableFuture.runAsync(() -> other.exec("sleep 60", Streams.discarding(), Optional.empty()));
            Thread.sleep(300);
            link.close();

            var failure = catchThrowableOfType(java.util.concurrent.CompletionException.class, status::join);
            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                            WorkbenchException.class, e -> assertThat(e.code()).isEqualTo("connection_lost"));
        }
    }

    private static final class FakeWindow implements Window {
        private final List<Consumer<Size>> listeners = new ArrayList<>();

        @Override
        public String type() {
            return "xterm-256color";
        }

        @Override
        public Size size() {
            return new Size(80, 24);
        }

        @Override
        public void onResize(Consumer<Size> listener) {
            listeners.add(listener);
        }

        void resize(Size size) {
            listeners.forEach(listener -> listener.accept(size));
        }
    }
}
