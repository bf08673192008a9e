package dev.workbench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every engine must do; each subclass runs it against another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class EngineContract {
    private final String run = "wb-it-" + HexFormat.of().toHexDigits(new Random().nextInt());
    private final String image = "workbench/" + run + ":1";
    private final Map<String, String> labels = Map.of("dev.workbench.test", run);
    private final List<String> warnings = new ArrayList<>();

    protected DockerEngine engine = DockerEngine.connect(Map.of());
    private String container = "";
    private int counter;

    /** The process environment in which the engine is found. */
    protected abstract Map<String, String> environment() throws Exception;

    /** Ends what {@link #environment} started, if it started something. */
    protected void stopEngine() throws Exception {}

    @BeforeAll
    void importImage() throws Exception {
        Progress progress = event -> {
            if (event instanceof Event.Warning(var text)) {
                warnings.add(text);
            }
        };
        engine = DockerEngine.connect(environment(), progress);
        var imported =
                engine.importRoot(TinyRoot.tar(), image, Map.of("dev.workbench.test", run, "quoted", "a \"b\" $c"));
        assertThat(imported.labels()).containsEntry("quoted", "a \"b\" $c");
        assertThat(imported.id()).startsWith("sha256:");
        assertThat(imported.sizeBytes()).isPositive();
    }

    @AfterAll
    void removeImages() throws Exception {
        try {
            engine.images(labels).forEach(found -> found.tags().forEach(engine::removeImage));
            assertThat(engine.images(labels)).isEmpty();
        } finally {
            stopEngine();
        }
    }

    @BeforeEach
    void startContainer() {
        container = started(spec().build());
    }

    @AfterEach
    void removeAll() {
        engine.containers(labels).forEach(found -> engine.remove(found.id()));
        engine.networks(labels).forEach(found -> engine.removeNetwork(found.id()));
    }

    @Test
    void saysWhatItIs() {
        var info = engine.info();

        assertThat(info.name()).isIn("docker", "podman");
        assertThat(info.architecture()).isIn("x64", "arm64");
        assertThat(info.cpus()).isPositive();
        assertThat(info.memoryBytes()).isGreaterThan(100_000_000);
        assertThat(info.version()).isNotEmpty();
        assertThat(info.storageDriver()).isNotEmpty();
        assertThat(info.endpoint()).startsWith("unix://");
        assertThat(info.time().orElseThrow()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void anImageIsFoundByNameAndByLabel() {
        var found = engine.image(image).orElseThrow();

        assertThat(engine.images(labels))
                .extracting(dev.workbench.container.ImageInfo::id)
                .contains(found.id());
        assertThat(found.architecture()).isEqualTo(engine.info().architecture());
        assertThat(engine.image("workbench/none:" + run)).isEmpty();
        engine.removeImage("workbench/none:" + run);
    }

    @Test
    void anImageInUseIsNotRemoved() {
        var failure = failure(() -> engine.removeImage(image));

        assertThat(failure.code()).isEqualTo("image_in_use");
        assertThat(engine.image(image)).isPresent();
    }

    @Test
    void aPullWithoutARegistryFailsInTime() {
        long start = System.nanoTime();
        var failure = failure(() -> engine.pull("registry.invalid/none/such:1", 3, Progress.SILENT));

        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(failure.code()).isEqualTo("pull_failed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aCommitKeepsFilesAndTakesLabelsAndVariables() throws IOException {
        var made = started(
                spec().environment(Map.of("KEPT", "1", "CHANGED", "old")).build());
        shell(made, "echo content > /kept");
        var reference = "workbench/" + run + ":2";
        var committed = engine.commit(
                made,
                reference,
                Map.of("quoted", "a \"b\" $c 'd' = é"),
                Map.of("CHANGED", "new value", "ODD", "\"q\" $HOME \\ 'x' = é"));

        assertThat(committed.labels())
                .containsEntry("quoted", "a \"b\" $c 'd' = é")
                .containsAllEntriesOf(labels);
        assertThat(committed.tags()).anyMatch(tag -> tag.endsWith(reference));
        var copy = started(spec(reference).build());
        assertThat(shell(copy, "cat /kept; echo \"$KEPT|$CHANGED|$ODD\""))
                .isEqualTo("content\n1|new value|\"q\" $HOME \\ 'x' = é\n");
    }

    @Test
    void anImageIsSavedAsATar() throws IOException {
        try (var saved = engine.save(image)) {
            assertThat(Tars.read(saved)).containsKey("manifest.json");
        }
    }

    @Test
    void aNetworkHasASubnetAndIsRemovedTwice() {
        var network = engine.createNetwork(run + "-net", true, labels);

        assertThat(network.internal()).isTrue();
        assertThat(network.subnet()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+");
        // Podman's internal bridges have no address of their own.
        assertThat(network.gateway()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+|");
        assertThat(network.labels()).containsAllEntriesOf(labels);
        assertThat(engine.networks(labels))
                .extracting(dev.workbench.container.NetworkInfo::id)
                .contains(network.id());
        assertThat(failure(() -> engine.createNetwork(run + "-net", true, labels))
                        .code())
                .isEqualTo("name_taken");

        var open = engine.createNetwork(run + "-open", false, labels);
        assertThat(open.internal()).isFalse();
        assertThat(open.gateway()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        engine.removeNetwork(open.id());

        engine.removeNetwork(network.id());
        engine.removeNetwork(network.id());
        engine.removeNetwork(run + "-net");
        assertThat(engine.networks(labels)).isEmpty();
    }

    @Test
    void aNetworkInUseIsNotRemoved() {
        var network = engine.createNetwork(run + "-used", false, labels);
        started(spec().network(network.name()).build());

        assertThat(failure(() -> engine.removeNetwork(network.name())).code()).isEqualTo("network_in_use");
    }

    @Test
    void aContainerGetsWhatItsSpecSays() {
        var network = engine.createNetwork(run + "-spec", true, labels);
        var name = run + "-named";
        var made = started(spec().name(name)
                .network(network.name())
                .hostname("chosen")
                .user("1000")
                .directory("/home/agent")
                .environment(Map.of("SOME", "value"))
                .hosts(Map.of("other.example", "10.9.8.7"))
                .cpus(0.5)
                .memory(64 << 20)
                .mount(new ContainerSpec.Mount.Tmpfs("/scratch", "size=1m,mode=1777"))
                .init()
                .build());
        var info = engine.inspect(name).orElseThrow();

        assertThat(info.id()).isEqualTo(made);
        assertThat(info.name()).isEqualTo(name);
        assertThat(info.running()).isTrue();
        assertThat(info.exitCode()).isEmpty();
        assertThat(info.labels()).containsAllEntriesOf(labels);
        assertThat(info.addresses()).containsOnlyKeys(network.name());
        assertThat(shell(made, "id -u; env | while read l; do case $l in SOME=*|PWD=*) echo $l;; esac; done"))
                .contains("1000\n", "SOME=value\n", "PWD=/home/agent\n");
        assertThat(shell(made, "cat /etc/hosts")).contains("10.9.8.7").contains("other.example");
        assertThat(shell(made, "cat /etc/hostname").strip()).isEqualTo("chosen");
        assertThat(shell(made, "cat /proc/1/comm")).doesNotContain("sleep");
        assertThat(shell(made, "touch /scratch/a && ls /scratch")).isEqualTo("a\n");
    }

    @Test
    void aTakenNameIsAClearError() {
        started(spec().name(run + "-taken").build());
        var failure = failure(() -> engine.create(spec().name(run + "-taken").build()));

        assertThat(failure.code()).isEqualTo("name_taken");
        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(failure.message()).contains(run + "-taken");
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("workbench list"));
    }

    @Test
    void aMissingImageIsAClearError() {
        assertThat(failure(() -> engine.create(
                                ContainerSpec.of("workbench/none:" + run).build()))
                        .code())
                .isEqualTo("no_such_image");
    }

    @Test
    void aGpuThatIsNotThereIsAClearError() {
        var failure = failure(() -> started(spec().gpus(1).build()));

        assertThat(failure.code()).isEqualTo("no_gpu");
        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
    }

    @Test
    void aDiskLimitIsSetOrWarnedAbout() {
        warnings.clear();
        var made = engine.create(spec().storage(1L << 30).build());
        engine.start(made);

        assertThat(shell(made, "echo works")).isEqualTo("works\n");
        assertThat(warnings).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void waitsForTheEndOfTheMainProcess() {
        var made = started(
                spec().command("sh", "-c", "echo out; echo err >&2; exit 7").build());

        assertThat(engine.await(made, Duration.ofSeconds(20))).contains(7);
        assertThat(engine.await(container, Duration.ofMillis(300))).isEmpty();
        assertThat(engine.logs(made, 0)).contains("out\n").contains("err\n");
        assertThat(engine.logs(made, 1).lines()).hasSize(1);
        assertThat(engine.inspect(made).orElseThrow().exitCode()).contains(7);
        assertThat(engine.containers(labels)).extracting(info -> info.id()).contains(made, container);
    }

    @Test
    void stoppingAndRemovingTwiceIsFine() throws Exception {
        engine.stop(container, Duration.ZERO);
        engine.stop(container, Duration.ZERO);
        assertThat(engine.inspect(container).orElseThrow().running()).isFalse();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> removals = List.of(this::removed, this::removed, this::removed);
            for (Future<Boolean> removal : threads.invokeAll(removals)) {
                assertThat(removal.get()).isTrue();
            }
        }
        engine.remove(container);
        engine.stop(container, Duration.ZERO);
        assertThat(engine.inspect(container)).isEmpty();
    }

    private boolean removed() {
        engine.remove(container);
        return engine.inspect(container).isEmpty();
    }

    @Test
    void aCommandReturnsItsExitCodeAndBothStreams() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = engine.exec(
                container,
                Exec.of("sh", "-c", "echo out; echo err >&2; id -u; echo $PWD $VAR; exit 42")
                        .as("1000")
                        .in("/home/agent")
                        .with(Map.of("VAR", "a b\nc")),
                Streams.of(out, err));

        assertThat(code).isEqualTo(42);
        assertThat(out.toString(UTF_8)).isEqualTo("out\n1000\n/home/agent a b c\n");
        assertThat(err.toString(UTF_8)).isEqualTo("err\n");
    }

    @Test
    void aCommandThatDoesNotExistHasTheShellsExitCode() {
        assertThat(engine.exec(container, Exec.of("no-such-program"), Streams.discarding()))
                .isIn(126, 127);
    }

    @Test
    void theEndOfInputReachesTheCommandWhileItsOutputGoesOn() {
        var out = new ByteArrayOutputStream();
        int code = engine.exec(
                container,
                Exec.of("sh", "-c", "cat; echo got all; sleep 1; echo later"),
                Streams.feeding("some\0bytes\n".getBytes(UTF_8), out, OutputStream.nullOutputStream()));

        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("some\0bytes\ngot all\nlater\n");
    }

    @Test
    void bytesPassUnchangedInBothDirections() {
        var bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        var out = new ByteArrayOutputStream();
        int code = engine.exec(container, Exec.of("cat"), Streams.feeding(bytes, out, OutputStream.nullOutputStream()));

        assertThat(code).isZero();
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aCommandThatIgnoresItsInputEnds() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return length;
            }
        };
        var out = new ByteArrayOutputStream();

        assertThat(engine.exec(
                        container, Exec.of("echo", "done"), new Streams(endless, out, OutputStream.nullOutputStream())))
                .isZero();
        if (engine.info().name().equals("docker")) {
            // Podman gives up a command's output when the command ends with input unread.
            assertThat(out.toString(UTF_8)).isEqualTo("done\n");
        }
    }

    @Test
    void outputArrivesAsItIsWritten() throws Exception {
        try (var sink = new PipedOutputStream();
                var seen = new PipedInputStream(sink)) {
            var stdin = new PipedOutputStream();
            var source = new PipedInputStream(stdin);
            var command = Thread.startVirtualThread(() -> engine.exec(
                    container,
                    Exec.of("sh", "-c", "echo ready; read line; echo got $line"),
                    new Streams(source, sink, OutputStream.nullOutputStream())));
            assertThat(new String(seen.readNBytes(6), UTF_8)).isEqualTo("ready\n");
            stdin.write("hello\n".getBytes(UTF_8));
            stdin.flush();
            assertThat(new String(seen.readNBytes(10), UTF_8)).isEqualTo("got hello\n");
            command.join();
        }
    }

    @Test
    void aTerminalHasTheWindowsSizeAndFollowsIt() throws Exception {
        var listener = new AtomicReference<Consumer<Window.Size>>();
        var window = new Window() {
            @Override
            public String type() {
                return "xterm-256color";
            }

            @Override
            public Size size() {
                return new Size(101, 33);
            }

            @Override
            public void onResize(Consumer<Size> changed) {
                listener.set(changed);
            }
        };
        var stdin = new PipedOutputStream();
        var source = new PipedInputStream(stdin);
        var out = new ByteArrayOutputStream();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var code = threads.submit(() -> engine.exec(
                    container,
                    Exec.of("sh", "-c", "sleep 0.5; echo $TERM; stty size; read line; stty size; exit 5")
                            .on(window),
                    new Streams(source, out, OutputStream.nullOutputStream())));
            awaitText(out, "33 101");
            listener.get().accept(new Window.Size(120, 50));
            Thread.sleep(200);
            stdin.write('\n');
            stdin.flush();
            assertThat(code.get()).isEqualTo(5);
        }
        assertThat(out.toString(UTF_8))
                .contains("xterm-256color")
                .contains("33 101")
                .contains("50 120");
    }

    @Test
    void inputThatStillWaitsAtTheCommandsEndIsNoFailure() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (var never = new PipedOutputStream();
                    var source = new PipedInputStream(never)) {
                int code = engine.exec(
                        container,
                        Exec.of("sh", "-c", "exit 3"),
                        new Streams(source, OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
                assertThat(code).isEqualTo(3);
            }
        }
    }

    private static void awaitText(ByteArrayOutputStream out, String text) throws InterruptedException {
        for (int i = 0; i < 200 && !out.toString(UTF_8).contains(text); i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void manyCallsRunAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < 12; i++) {
                int number = i;
                calls.add(() -> shell(container, "sleep 0.3; echo " + number));
            }
            int number = 0;
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(number++ + "\n");
            }
        }
    }

    @Test
    void anInterruptEndsACommand() throws Exception {
        var failure = new AtomicReference<WorkbenchException>();
        var command = Thread.ofPlatform().start(() -> {
            try {
                engine.exec(container, Exec.of("sleep", "50"), Streams.discarding());
            } catch (WorkbenchException e) {
                failure.set(e);
            }
        });
        Thread.sleep(500);
        command.interrupt();
        command.join(5_000);

        assertThat(failure.get()).isNotNull();
        assertThat(failure.get().exit()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void aCommandWhoseContainerDiesFails() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var command = threads.submit(
                    () -> failure(() -> engine.exec(container, Exec.of("sleep", "50"), Streams.discarding())));
            Thread.sleep(500);
            engine.remove(container);
            assertThat(command.get().code()).isEqualTo("container_stopped");
        }
    }

    @Test
    void aKilledCommandIsNoDeadContainer() {
        assertThat(engine.exec(container, Exec.of("sh", "-c", "kill -9 $$"), Streams.discarding()))
                .isEqualTo(137);
    }

    @Test
    void aCommandThatClosesItsOutputIsWaitedFor() {
        assertThat(engine.exec(container, Exec.of("sh", "-c", "exec >&- 2>&-; sleep 1; exit 9"), Streams.discarding()))
                .isEqualTo(9);
    }

    @Test
    void aCommandInAStoppedOrMissingContainerIsAClearError() {
        engine.stop(container, Duration.ZERO);
        assertThat(failure(() -> engine.exec(container, Exec.of("sh"), Streams.discarding()))
                        .code())
                .isEqualTo("container_stopped");
        engine.remove(container);
        assertThat(failure(() -> engine.exec(container, Exec.of("sh"), Streams.discarding()))
                        .code())
                .isEqualTo("not_found");
    }

    @Test
    void uploadedFilesKeepOwnersAndModes() throws IOException {
        var content = new byte[3_000_000];
        new Random(2).nextBytes(content);
        engine.upload(container, "/home/agent", Tars.of("data.bin", content, 1000, 0640));

        assertThat(shell(container, "stat -c '%u %g %a %s' /home/agent/data.bin"))
                .isEqualTo("1000 1000 640 3000000\n");
        assertThat(Tars.read(engine.download(container, "/home/agent/data.bin")))
                .containsOnlyKeys("data.bin")
                .containsEntry("data.bin", content);
    }

    @Test
    void filesReachAContainerThatDoesNotRun() throws IOException {
        var made = engine.create(spec().build());
        engine.upload(made, "/tmp", Tars.of("before", "x".getBytes(UTF_8), 0, 0644));

        assertThat(Tars.read(engine.download(made, "/tmp/before"))).containsOnlyKeys("before");
    }

    @Test
    void aMissingDirectoryOrContainerIsAClearErrorEvenForALongUpload() throws IOException {
        var content = new byte[20_000_000];
        var failure = failure(() -> engine.upload(container, "/no/such", tarOf(content)));
        assertThat(failure.code()).isEqualTo("not_found");
        assertThat(failure.message()).contains("/no/such");
        assertThat(failure(() -> engine.upload(run + "-none", "/", tarOf(content)))
                        .code())
                .isEqualTo("not_found");
        assertThat(failure(() -> engine.download(container, "/no/such")).code()).isEqualTo("not_found");
    }

    private static InputStream tarOf(byte[] content) {
        try {
            return Tars.of("big", content, 0, 0644);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBrokenInputStreamIsTheCallersFailure() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThat(catchThrowableOfType(
                        java.io.UncheckedIOException.class,
                        () -> engine.exec(
                                container,
                                Exec.of("cat"),
                                new Streams(broken, OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))))
                .hasMessageContaining("disk on fire");
    }

    private String started(ContainerSpec spec) {
        var id = engine.create(spec);
        engine.start(id);
        return id;
    }

    private ContainerSpec.Builder spec() {
        return spec(image);
    }

    private ContainerSpec.Builder spec(String reference) {
        return ContainerSpec.of(reference)
                .name(run + "-" + ++counter)
                .labels(labels)
                .command("sleep", "600");
    }

    protected String shell(String id, String command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = engine.exec(id, Exec.of("sh", "-c", command), Streams.of(out, err));
        assertThat(code).as("%s: %s", command, err.toString(UTF_8)).isZero();
        return out.toString(UTF_8);
    }

    protected static WorkbenchException failure(Callable<?> call) {
        return Optional.ofNullable(catchThrowableOfType(WorkbenchException.class, call::call))
                .orElseThrow(() -> new AssertionError("nothing failed"));
    }

    private static WorkbenchException failure(Runnable call) {
        return Optional.ofNullable(catchThrowableOfType(WorkbenchException.class, call::run))
                .orElseThrow(() -> new AssertionError("nothing failed"));
    }
}
