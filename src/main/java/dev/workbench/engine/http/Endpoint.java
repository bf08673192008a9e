package dev.workbench.engine.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a container engine listens. */
public sealed interface Endpoint {
    /** The address in the form that {@code DOCKER_HOST} takes. */
    String address();

    record Unix(Path socket) implements Endpoint {
        @Override
        public String address() {
            return "unix://" + socket;
        }
    }

    record Tcp(String host, int port, Optional<TlsFiles> tls) implements Endpoint {
        @Override
        public String address() {
            return "tcp://" + host + ":" + port;
        }
    }

    /** An engine behind {@code ssh destination docker system dial-stdio}; port 0 is OpenSSH's own choice. */
    record Ssh(String destination, int port) implements Endpoint {
        @Override
        public String address() {
            return "ssh://" + destination + (port == 0 ? "" : ":" + port);
        }
    }

    /**
     * Reads an address such as {@code unix:///var/run/docker.sock}, {@code tcp://host:2376} or {@code ssh://user@host}.
     *
     * @throws IllegalArgumentException with a message for people when it has another form
     */
    static Endpoint parse(String address, Optional<TlsFiles> tls) {
        if (address.startsWith("unix://")) {
            return new Unix(Path.of(address.substring("unix://".length())));
        }
        if (address.startsWith("/")) {
            return new Unix(Path.of(address));
        }
        var uri = uri(address);
        var host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("no host in the engine's address '" + address + "'");
        }
        if ("ssh".equals(uri.getScheme())) {
            return new Ssh(
                    uri.getUserInfo() == null ? host : uri.getUserInfo() + "@" + host, Math.max(uri.getPort(), 0));
        }
        if ("tcp".equals(uri.getScheme()) || "http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
            int port = uri.getPort() > 0 ? uri.getPort() : tls.isPresent() ? 2376 : 2375;
            return new Tcp(host, port, tls);
        }
        throw new IllegalArgumentException("'" + uri.getScheme() + "' is no known kind of engine address in '" + address
                + "'; known: unix, tcp, ssh");
    }

    private static URI uri(String address) {
        try {
            var uri = new URI(address.contains("://") ? address : "tcp://" + address);
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("malformed engine address '" + address + "'", e);
        }
    }
}
