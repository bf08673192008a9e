package dev.workbench.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An engine that answers each request with bytes that a test chose, and then ends the connection. */
final class FakeEngine implements AutoCloseable {
    static final String PING = "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK";

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Path socket;
    private final ServerSocketChannel server;

    FakeEngine(Path socket, Function<String, String> answer) throws IOException {
        this.socket = socket;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(() -> serve(answer));
    }

    DockerEngine connect() {
        return DockerEngine.connect(Map.of("DOCKER_HOST", "unix://" + socket));
    }

    private void serve(Function<String, String> answer) {
        try {
            while (true) {
                try (var connection = server.accept()) {
                    var request = head(connection);
                    requests.add(request);
                    var reply = ByteBuffer.wrap(answer.apply(request).getBytes(StandardCharsets.ISO_8859_1));
                    while (reply.hasRemaining()) {
                        connection.write(reply);
                    }
                }
            }
        } catch (ClosedChannelException closed) {
            requests.add("closed");
        } catch (IOException e) {
            requests.add("broken: " + e);
        }
    }

    private static String head(SocketChannel connection) throws IOException {
        var in = Channels.newInputStream(connection);
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int value = in.read();
            if (value < 0) {
                break;
            }
            head.write(value);
        }
        return head.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
