package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.engine.http.Endpoint;
import dev.workbench.engine.http.TlsFiles;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where to look for the engine, as the {@code docker} command line does: {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, the
 * current context, the default socket; and then the sockets of rootless Docker and of Podman.
 */
final class Endpoints {
    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final Path PODMAN_SOCKET = Path.of("/run/podman/podman.sock");

    private final Map<String, String> environment;
    private final Path configuration;

    Endpoints(Map<String, String> environment, Path userHome) {
        this.environment = environment;
        this.configuration = set("DOCKER_CONFIG").map(Path::of).orElse(userHome.resolve(".docker"));
    }

    /** The endpoints to try in order; only one when the user has named it. */
    List<Endpoint> candidates() {
        var host = set("DOCKER_HOST");
        if (host.isPresent()) {
            return List.of(parse(host.get(), environmentTls(), "DOCKER_HOST"));
        }
        var context = set("DOCKER_CONTEXT");
        if (context.isPresent() && !context.get().equals("default")) {
            return List.of(context(context.get(), "DOCKER_CONTEXT"));
        }
        if (context.isEmpty()) {
            var current = currentContext();
            if (current.isPresent()) {
                return List.of(context(current.get(), configFile().toString()));
            }
        }
        return defaults();
    }

    private List<Endpoint> defaults() {
        var found = new ArrayList<Endpoint>();
        found.add(new Endpoint.Unix(DEFAULT_SOCKET));
        set("XDG_RUNTIME_DIR").map(Path::of).ifPresent(runtime -> {
            found.add(new Endpoint.Unix(runtime.resolve("docker.sock")));
            found.add(new Endpoint.Unix(runtime.resolve("podman/podman.sock")));
        });
        found.add(new Endpoint.Unix(PODMAN_SOCKET));
        return found;
    }

    private Optional<TlsFiles> environmentTls() {
        boolean verify = set("DOCKER_TLS_VERIFY").isPresent();
        if (!verify && set("DOCKER_TLS").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(tlsFiles(set("DOCKER_CERT_PATH").map(Path::of).orElse(configuration), verify));
    }

    private static TlsFiles tlsFiles(Path directory, boolean verify) {
        return new TlsFiles(
                existing(directory.resolve("ca.pem")),
                existing(directory.resolve("cert.pem")),
                existing(directory.resolve("key.pem")),
                verify);
    }

    private static Optional<Path> existing(Path file) {
        return Optional.of(file).filter(Files::exists);
    }

    private Path configFile() {
        return configuration.resolve("config.json");
    }

    private Optional<String> currentContext() {
        if (!Files.exists(configFile())) {
            return Optional.empty();
        }
        var name = read(configFile()).path("currentContext").asText();
        return Optional.of(name).filter(text -> !text.isEmpty() && !text.equals("default"));
    }

    private Endpoint context(String name, String source) {
        var directoryName = sha256(name);
        var meta = configuration.resolve("contexts/meta").resolve(directoryName).resolve("meta.json");
        if (!Files.exists(meta)) {
            throw WorkbenchException.notReady("no_such_context", "there is no Docker context '" + name + "'")
                    .at(source)
                    .hint("'docker context ls' lists the contexts there are");
        }
        var docker = read(meta).path("Endpoints").path("docker");
        var tlsDirectory =
                configuration.resolve("contexts/tls").resolve(directoryName).resolve("docker");
        boolean verify = !docker.path("SkipTLSVerify").asBoolean(false);
        Optional<TlsFiles> tls = Files.isDirectory(tlsDirectory) || !verify
                ? Optional.of(tlsFiles(tlsDirectory, verify))
                : Optional.empty();
        return parse(docker.path("Host").asText(), tls, "Docker context '" + name + "'");
    }

    private static Endpoint parse(String address, Optional<TlsFiles> tls, String source) {
        try {
            return Endpoint.parse(address, tls);
        } catch (IllegalArgumentException e) {
            throw WorkbenchException.notReady("bad_engine_address", String.valueOf(e.getMessage()))
                    .at(source)
                    .hint("an address looks like unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host");
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Api.JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw WorkbenchException.notReady(
                            "bad_docker_config", "Docker's configuration cannot be read: " + reason(e))
                    .at(file.toString());
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> set(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }
}
