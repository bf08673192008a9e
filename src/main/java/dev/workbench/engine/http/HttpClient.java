package dev.workbench.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends requests to one endpoint, each on a connection of its own, so that any number of threads can call at once and
 * the end of a call, wanted or not, is the end of its connection.
 */
public final class HttpClient {
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_HEAD = 64 * 1024;

    private final Endpoint endpoint;

    public HttpClient(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Sends a request and returns as soon as the head of the answer is there. */
    public Response send(String method, String path, Body body) throws IOException {
        return send(method, path, body, connection -> {});
    }

    /** The same, telling {@code opened} of the connection first, so that somebody else can end the call. */
    public Response send(String method, String path, Body body, Consumer<Connection> opened) throws IOException {
        return exchange(method, path, body, "Connection: close\r\n", opened);
    }

    /** Sends a request after which the connection is a plain stream in both directions (status 101, or 200). */
    public Response upgrade(String path, Body body) throws IOException {
        return exchange("POST", path, body, "Connection: Upgrade\r\nUpgrade: tcp\r\n", connection -> {});
    }

    private Response exchange(
            String method, String path, Body body, String connectionHeaders, Consumer<Connection> opened)
            throws IOException {
        var connection = Connector.open(endpoint);
        try {
            opened.accept(connection);
            try {
                write(connection, method + " " + path + " HTTP/1.1\r\nHost: docker\r\n" + connectionHeaders, body);
            } catch (IOException refusedEarly) {
                return answerInsteadOf(refusedEarly, method, connection);
            }
            return read(method, connection);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** An engine that refuses a long body answers and stops reading; the answer says more than the broken pipe. */
    private static Response answerInsteadOf(IOException refusedEarly, String method, Connection connection)
            throws IOException {
        try {
            return read(method, connection);
        } catch (IOException e) {
            e.addSuppressed(refusedEarly);
            throw e;
        }
    }

    private static void write(Connection connection, String head, Body body) throws IOException {
        switch (body) {
            case Body.None() -> connection.out().write(bytes(head + "Content-Length: 0\r\n\r\n"));
            case Body.Json(var text) -> {
                var content = bytes(text);
                var message = new ByteArrayOutputStream();
                message.writeBytes(bytes(
                        head + "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n"));
                message.writeBytes(content);
                connection.out().write(message.toByteArray());
            }
            case Body.Tar(var stream) -> {
                var headers = "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n";
                connection.out().write(bytes(head + headers));
                writeChunks(connection, stream);
            }
        }
    }

    private static void writeChunks(Connection connection, InputStream stream) throws IOException {
        // Room for the chunk's own header and line end lets each chunk leave in one write.
        int room = 10;
        var buffer = new byte[room + CHUNK + 2];
        while (true) {
            int count = readSource(stream, buffer, room);
            if (count < 0) {
                connection.out().write(bytes("0\r\n\r\n"));
                return;
            }
            var size = bytes(Integer.toHexString(count) + "\r\n");
            int start = room - size.length;
            System.arraycopy(size, 0, buffer, start, size.length);
            buffer[room + count] = '\r';
            buffer[room + count + 1] = '\n';
            connection.out().write(buffer, start, size.length + count + 2);
        }
    }

    /** A failure of the caller's own stream must not be taken for one of the connection. */
    private static int readSource(InputStream stream, byte[] buffer, int offset) {
        try {
            int count;
            do {
                count = stream.read(buffer, offset, CHUNK);
            } while (count == 0);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response read(String method, Connection connection) throws IOException {
        var statusLine = line(connection.in());
        var words = statusLine.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("this is no answer of a container engine: " + statusLine);
        }
        int status = Integer.parseInt(words[1]);
        var headers = headers(connection.in());
        boolean empty = method.equals("HEAD") || status == 204 || status == 304;
        var body = empty ? InputStream.nullInputStream() : body(connection, status, headers);
        return new Response(status, headers, body, connection);
    }

    private static InputStream body(Connection connection, int status, Map<String, String> headers) {
        if (status == 101) {
            return connection.in();
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new ChunkedInput(connection.in());
        }
        var length = headers.get("content-length");
        return length == null ? connection.in() : new FixedInput(connection.in(), Long.parseLong(length));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int value = in.read(); value != '\n'; value = in.read()) {
            if (value < 0) {
                throw new EOFException("the engine ended the connection");
            }
            if (line.size() >= LONGEST_HEAD) {
                throw new IOException("the engine's answer has an endless header line");
            }
            if (value != '\r') {
                line.write(value);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
