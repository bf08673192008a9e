package dev.workbench.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A proxy that asks for a password and answers every request itself, also for hosts that nobody else knows. */
final class PasswordProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final String credentials;
    private final ConcurrentLinkedQueue<String> served = new ConcurrentLinkedQueue<>();

    PasswordProxy(String user, String password) throws IOException {
        socket = new ServerSocket(0);
        credentials = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(ISO_8859_1));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The addresses that were asked for with the password. */
    List<String> served() {
        return new ArrayList<>(served);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> answer(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            var reader = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            var request = reader.readLine();
            var allowed = false;
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                allowed |= line.regionMatches(true, 0, "proxy-authorization:", 0, 20)
                        && line.substring(20).strip().equals(credentials);
            }
            if (allowed && request != null) {
                served.add(request.split(" ", 3)[1]);
            }
            var head = allowed ? "200 OK" : "407 Password\r\nProxy-Authenticate: Basic realm=x";
            var answer = "HTTP/1.1 " + head + "\r\nContent-Length: 6\r\nConnection: close\r\n\r\nproxy\n";
            client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException e) {
            // The client went away; what it wanted to know it says itself.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
