package dev.workbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.engine.http.Endpoint;
import dev.workbench.engine.http.TlsFiles;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsTest {
    /** SHA-256 of {@code remote}, which names the context's directories. */
    private static final String REMOTE = "b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a";

    @TempDir
    Path home;

    @Test
    void withoutSettingsTheUsualSocketsAreTriedInOrder() {
        assertThat(candidates(Map.of("XDG_RUNTIME_DIR", "/run/user/7")))
                .extracting(Endpoint::address)
                .containsExactly(
                        "unix:///var/run/docker.sock",
                        "unix:///run/user/7/docker.sock",
                        "unix:///run/user/7/podman/podman.sock",
                        "unix:///run/podman/podman.sock");
    }

    @Test
    void theHostVariableIsTheOnlyPlaceToLook() {
        assertThat(candidates(Map.of("DOCKER_HOST", "unix:///x/y.sock", "DOCKER_CONTEXT", "remote")))
                .containsExactly(new Endpoint.Unix(Path.of("/x/y.sock")));
        assertThat(candidates(Map.of("DOCKER_HOST", "tcp://10.0.0.1")))
                .containsExactly(new Endpoint.Tcp("10.0.0.1", 2375, Optional.empty()));
        assertThat(candidates(Map.of("DOCKER_HOST", "10.0.0.1:99")))
                .containsExactly(new Endpoint.Tcp("10.0.0.1", 99, Optional.empty()));
        assertThat(candidates(Map.of("DOCKER_HOST", "ssh://me@far:2222")))
                .containsExactly(new Endpoint.Ssh("me@far", 2222));
        assertThat(candidates(Map.of("DOCKER_HOST", "ssh://far"))).containsExactly(new Endpoint.Ssh("far", 0));
    }

    @Test
    void tlsFilesComeFromTheCertificatePath() throws IOException {
        var certificates = Files.createDirectory(home.resolve("certificates"));
        for (var name : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(certificates.resolve(name));
        }
        var variables = Map.of(
                "DOCKER_HOST", "tcp://far", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", certificates.toString());

        assertThat(candidates(variables))
                .containsExactly(new Endpoint.Tcp(
                        "far",
                        2376,
                        Optional.of(new TlsFiles(
                                Optional.of(certificates.resolve("ca.pem")),
                                Optional.of(certificates.resolve("cert.pem")),
                                Optional.of(certificates.resolve("key.pem")),
                                true))));
    }

    @Test
    void aContextIsReadFromDockersConfiguration() throws IOException {
        writeContext("""
                {"Name": "remote", "Endpoints": {"docker": {"Host": "unix:///remote.sock", "SkipTLSVerify": false}}}
                """);
        var expected = new Endpoint.Unix(Path.of("/remote.sock"));

        assertThat(candidates(Map.of("DOCKER_CONTEXT", "remote"))).containsExactly(expected);
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\": \"remote\"}");
        assertThat(candidates(Map.of())).containsExactly(expected);
        assertThat(candidates(Map.of("DOCKER_CONTEXT", "default"))).hasSize(2);
    }

    @Test
    void aContextsTlsFilesAreItsOwn() throws IOException {
        writeContext("""
                {"Endpoints": {"docker": {"Host": "tcp://far:2376", "SkipTLSVerify": true}}}
                """);
        var tls = Files.createDirectories(
                home.resolve(".docker/contexts/tls").resolve(REMOTE).resolve("docker"));
        Files.createFile(tls.resolve("ca.pem"));

        assertThat(candidates(Map.of("DOCKER_CONTEXT", "remote")))
                .containsExactly(new Endpoint.Tcp(
                        "far",
                        2376,
                        Optional.of(new TlsFiles(
                                Optional.of(tls.resolve("ca.pem")), Optional.empty(), Optional.empty(), false))));
    }

    @Test
    void aConfigurationDirectoryCanBeNamed() throws IOException {
        writeContext("""
                {"Endpoints": {"docker": {"Host": "unix:///remote.sock"}}}
                """);
        var variables = Map.of("DOCKER_CONFIG", home.resolve(".docker").toString(), "DOCKER_CONTEXT", "remote");

        assertThat(new Endpoints(variables, Path.of("/nonexistent")).candidates())
                .hasSize(1);
    }

    @Test
    void wrongSettingsAreToldWithTheirPlace() throws IOException {
        assertThat(failure(Map.of("DOCKER_HOST", "ftp://x")).place()).contains("DOCKER_HOST");
        assertThat(failure(Map.of("DOCKER_HOST", "tcp://")).code()).isEqualTo("bad_engine_address");
        assertThat(failure(Map.of("DOCKER_CONTEXT", "none")).code()).isEqualTo("no_such_context");
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "{oops");
        var failure = failure(Map.of());
        assertThat(failure.code()).isEqualTo("bad_docker_config");
        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(failure.place()).contains(home.resolve(".docker/config.json").toString());
    }

    private void writeContext(String meta) throws IOException {
        var directory =
                Files.createDirectories(home.resolve(".docker/contexts/meta").resolve(REMOTE));
        Files.writeString(directory.resolve("meta.json"), meta);
    }

    private List<Endpoint> candidates(Map<String, String> variables) {
        return new Endpoints(variables, home).candidates();
    }

    private WorkbenchException failure(Map<String, String> variables) {
        return Optional.ofNullable(catchThrowableOfType(WorkbenchException.class, () -> candidates(variables)))
                .orElseThrow();
    }
}
