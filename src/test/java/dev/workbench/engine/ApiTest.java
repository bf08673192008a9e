package dev.workbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class ApiTest {
    @TempDir
    Path directory;

    @Test
    void nothingIsAskedBeforeTheFirstCallAndTheVersionOnlyOnce() throws IOException {
        try (var fake = fake(request -> "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}")) {
            var engine = fake.connect();
            assertThat(fake.requests).isEmpty();

            engine.image("some/image:1");
            engine.inspect("a b/ü");

            assertThat(fake.requests)
                    .containsExactly(
                            "GET /_ping HTTP/1.1",
                            "GET /v1.41/images/some/image:1/json HTTP/1.1",
                            "GET /v1.41/containers/a%20b/%C3%BC/json HTTP/1.1");
        }
    }

    @Test
    void aBodyInChunksIsPutTogether() throws IOException {
        var answer = """
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                9
                [{"Id":"n
                B;x=y
                ","Name":"a
                3
                "}]
                0

                """.replace("\n", "\r\n");
        try (var fake = fake(request -> answer)) {
            assertThat(fake.connect().networks(Map.of("k", "v")))
                    .singleElement()
                    .satisfies(network -> assertThat(network.name()).isEqualTo("a"));
        }
    }

    @Test
    void anAnswerThatBreaksOffIsALostEngine() throws IOException {
        for (var answer : new String[] {
            "",
            "HTTP/1.1 200 OK\r\nContent-",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[{",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[{"
        }) {
            try (var fake = fake(request -> answer)) {
                var failure = failure(() -> fake.connect().networks(Map.of()));
                assertThat(failure.code()).isEqualTo("engine_lost");
                assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
            }
        }
    }

    @Test
    void aRefusalsOwnWordsAreKept() throws IOException {
        var answer = "HTTP/1.1 500 Oops\r\nContent-Length: 24\r\n\r\n{\"message\":\"went wrong\"}\n";
        try (var fake = fake(request -> answer)) {
            assertThat(failure(() -> fake.connect().networks(Map.of())).message())
                    .contains("went wrong");
        }
    }

    @Test
    void anOldEngineIsRefused() throws IOException {
        try (var fake = new FakeEngine(
                directory.resolve("s" + System.nanoTime()), request -> FakeEngine.PING.replace("1.41", "1.40"))) {
            var failure = failure(() -> fake.connect().networks(Map.of()));
            assertThat(failure.code()).isEqualTo("engine_too_old");
            assertThat(failure.message()).contains("1.40", "1.41");
        }
    }

    @Test
    void aNewerEngineIsSpokenToInTheNewestVersionThatIsKnown() throws IOException {
        try (var fake = new FakeEngine(
                directory.resolve("s" + System.nanoTime()),
                request -> request.contains("_ping")
                        ? FakeEngine.PING.replace("1.41", "1.99")
                        : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")) {
            fake.connect().networks(Map.of());
            assertThat(fake.requests.getLast()).startsWith("GET /v1.47/networks");
        }
    }

    @Test
    void somethingElseThatListensThereIsNoEngine() throws IOException {
        try (var fake = new FakeEngine(directory.resolve("s" + System.nanoTime()), request -> "SSH-2.0-OpenSSH\r\n")) {
            assertThat(failure(() -> fake.connect().networks(Map.of())).code()).isEqualTo("engine_not_running");
        }
    }

    private FakeEngine fake(Function<String, String> answer) throws IOException {
        return new FakeEngine(
                directory.resolve("s" + System.nanoTime()),
                request -> request.contains("_ping") ? FakeEngine.PING : answer.apply(request));
    }

    private static WorkbenchException failure(Runnable call) {
        return Optional.ofNullable(catchThrowableOfType(WorkbenchException.class, call::run))
                .orElseThrow();
    }
}
