package dev.workbench.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * An engine's answer whose body is still on the wire; closing it ends the connection.
 *
 * @param headers by lower-case name
 */
public record Response(int status, Map<String, String> headers, InputStream body, Connection connection)
        implements AutoCloseable {
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public boolean succeeded() {
        return status < 400;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
