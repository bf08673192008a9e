package dev.workbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.engine.http.Endpoint;
import dev.workbench.error.ExitCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineErrorsTest {
    private final Endpoint absent = new Endpoint.Unix(Path.of("/nonexistent/docker.sock"));
    private final EngineErrors errors = new EngineErrors(absent);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    500 | write /x: no space left on device                                          | disk_full         | NOT_READY
                    500 | could not find an available, non-overlapping IPv4 address pool             | no_free_subnet    | NOT_READY
                    500 | all predefined address pools have been fully subnetted                     | no_free_subnet    | NOT_READY
                    500 | could not find free subnet from subnet pools                               | no_free_subnet    | NOT_READY
                    409 | Conflict. The container name "/x" is already in use by container "abc"     | name_taken        | NOT_READY
                    409 | network with name x already exists                                         | name_taken        | NOT_READY
                    500 | driver failed: Bind for 0.0.0.0:80 failed: port is already allocated       | address_taken     | NOT_READY
                    403 | Address already in use                                                     | address_taken     | NOT_READY
                    500 | could not select device driver "" with capabilities: [[gpu]]               | no_gpu            | NOT_READY
                    400 | Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available     | not_enough_cpus   | NOT_READY
                    404 | No such image: x:1                                                         | no_such_image     | PROVIDER
                    404 | No such container: x                                                       | not_found         | PROVIDER
                    409 | Container abc is not running                                               | container_stopped | PROVIDER
                    500 | something else                                                             | engine_refused    | PROVIDER
                    """)
    void aRefusalIsToldInOurWords(int status, String message, String code, ExitCode exit) {
        var failure = errors.refused(status, message, "container 'x'");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.exit()).isEqualTo(exit);
        assertThat(failure.message() + failure.details().orElse(""))
                .contains("container 'x'")
                .contains(message);
    }

    @Test
    void anEngineThatDoesNotRunIsNamedWithTheRemedy() {
        var failure = EngineErrors.unreachable(List.of(
                new Engine.Unreachable(absent, new SocketException("No such file or directory")),
                new Engine.Unreachable(
                        new Endpoint.Unix(Path.of("/nonexistent/podman.sock")),
                        new SocketException("No such file or directory"))));

        assertThat(failure.code()).isEqualTo("engine_not_running");
        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(failure.message()).contains("unix:///nonexistent/docker.sock", "unix:///nonexistent/podman.sock");
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("workbench doctor --fix"));
    }

    @Test
    void anEngineThatTheUserNamedIsNotInstalledForThem() {
        var failure = EngineErrors.unreachable(
                List.of(new Engine.Unreachable(absent, new SocketException("No such file or directory"))));

        assertThat(failure.message()).contains("unix:///nonexistent/docker.sock");
        assertThat(failure.hint())
                .hasValueSatisfying(
                        hint -> assertThat(hint).contains("DOCKER_HOST").doesNotContain("doctor"));
    }

    @Test
    void aSocketThatMayNotBeOpenedIsToldBeforeOnesThatAreNotThere(@TempDir Path directory) throws IOException {
        var socket = Files.createFile(directory.resolve("docker.sock"));
        var failure = EngineErrors.unreachable(List.of(
                new Engine.Unreachable(absent, new SocketException("No such file or directory")),
                new Engine.Unreachable(new Endpoint.Unix(socket), new SocketException("Permission denied"))));

        assertThat(failure.code()).isEqualTo("engine_permission_denied");
        assertThat(failure.message()).contains(socket.toString());
    }

    @Test
    void aRemoteEngineIsNotForTheDoctor() {
        var failure = EngineErrors.unreachable(List.of(new Engine.Unreachable(
                new Endpoint.Ssh("me@far", 0), new IOException("me@far: Permission denied (publickey)."))));

        assertThat(failure.code()).isEqualTo("engine_not_running");
        assertThat(failure.message()).contains("ssh://me@far", "Permission denied (publickey)");
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).doesNotContain("doctor"));
    }

    @Test
    void aBrokenConnectionIsToldByItsReason() {
        assertThat(errors.lost(new ConnectException("Connection refused")).code())
                .isEqualTo("engine_not_running");
        assertThat(errors.lost(new EOFException("ended")).code()).isEqualTo("engine_lost");
        assertThat(errors.lost(new ClosedByInterruptException()).exit()).isEqualTo(ExitCode.INTERRUPTED);
    }
}
