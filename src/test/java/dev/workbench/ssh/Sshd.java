package dev.workbench.ssh;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerSpec;
import dev.workbench.engine.DockerEngine;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a loopback port, for the user who runs the test and one key. */
public final class Sshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    private static final SshKey USER = Keys.rsa("user");

    private final Path directory;
    private final int port;
    private final SshKey host = Keys.ed25519("host");
    private final Running running;

    /** @param directory an empty one for its files; the one that it lies in is the test's own */
    Sshd(Path directory) throws IOException {
        this.directory = directory;
        this.port = freePort();
        host.writePrivate(directory.resolve("host_key"));
        USER.writePrivate(directory.resolve("user_key"));
        Files.writeString(directory.resolve("authorized_keys"), USER.publicLine() + "\n");
        Files.writeString(directory.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s/host_key
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                UsePAM no
                StrictModes no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                Subsystem sftp internal-sftp
                """.formatted(port, directory));
        running = Files.isExecutable(PROGRAM) ? local(directory) : contained(directory);
    }

    private interface Running {
        void stop();
    }

    private static Running local(Path directory) throws IOException {
        Files.createDirectories(Path.of("/run/sshd")); // where Debian's server locks itself in before the login
        var process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        return () -> {
            process.destroy();
            try {
                process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** On a machine without a server: one in a container that shares the network, the test's files and the home. */
    private static Running contained(Path directory) {
        var engine = DockerEngine.connect(System.getenv());
        var image = new BaseImages(engine, BuildHost.local(System.getenv())).mainBase(Progress.SILENT);
        var parent = directory.resolveSibling("").toString();
        var home = System.getProperty("user.home");
        var container = engine.create(ContainerSpec.of(image.id())
                .name("wb-sshd-it-" + UUID.randomUUID())
                .command(
                        "sh",
                        "-c",
                        "mkdir -p /run/sshd; cd " + directory + "; exec " + PROGRAM + " -D -e -f " + directory
                                + "/sshd_config >log 2>&1")
                .network("host")
                .mount(new ContainerSpec.Mount.Bind(parent, parent, false))
                .mount(new ContainerSpec.Mount.Bind(home, home, false))
                .init()
                .build());
        engine.start(container);
        return () -> {
            engine.remove(container);
            engine.close();
        };
    }

    /** A server that answers already. */
    public static Sshd started(Path directory) throws IOException, InterruptedException {
        var server = new Sshd(directory);
        for (var tries = 0; tries < 500; tries++) {
            try {
                server.dialer().dial().close();
                return server;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
        throw new IOException("sshd did not start: " + Files.readString(directory.resolve("log")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Path userKeyFile() {
        return directory.resolve("user_key");
    }

    String hostKey() {
        return host.publicLine();
    }

    public Login login() {
        return new Login(System.getProperty("user.name"), USER.pair(), host.publicLine());
    }

    public Dialer dialer() {
        return () -> {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
            return new SocketLink(socket, socket.getInputStream(), socket.getOutputStream());
        };
    }

    private record SocketLink(Socket socket, InputStream in, OutputStream out) implements Dialer.Link {
        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        running.stop();
    }
}
