package dev.workbench.provider.ec2;

import dev.workbench.remote.Dialer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens plain TCP connections to an instance's SSH port, as soon as it has an address. */
record DirectDialer(Supplier<Optional<String>> address) implements Dialer {
    private static final int SSH = 22;
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    @Override
    public Link dial() throws IOException {
        var host = address.get().orElseThrow(() -> new IOException("it has no address yet"));
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, SSH), CONNECT_MILLIS);
            return new SocketLink(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private record SocketLink(Socket socket, InputStream in, OutputStream out) implements Link {
        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
