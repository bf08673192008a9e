package dev.workbench.ssh;

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
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a loopback port, for the user who runs the test and one key. */
final class Sshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    private static final SshKey USER = Keys.rsa("user");

    private final Path directory;
    private final int port;
    private final SshKey host = Keys.ed25519("host");
    private final Process process;

    /** @param directory an empty one for its files */
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
        Files.createDirectories(Path.of("/run/sshd")); // where Debian's server locks itself in before the login
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** A server that answers already. */
    static Sshd started(Path directory) throws IOException, InterruptedException {
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

    Login login() {
        return new Login(System.getProperty("user.name"), USER.pair(), host.publicLine());
    }

    Dialer dialer() {
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
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
