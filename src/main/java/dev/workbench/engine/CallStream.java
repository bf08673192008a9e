package dev.workbench.engine;

import dev.workbench.engine.http.Response;
import java.io.FilterInputStream;
import java.io.IOException;

/** The body of an answer as a stream of its own: closing it ends the call, a broken connection is told as one. */
final class CallStream extends FilterInputStream {
    private final Api api;
    private final Response response;

    CallStream(Api api, Response response) {
        super(response.body());
        this.api = api;
        this.response = response;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        }
    }

    @Override
    public void close() throws IOException {
        response.close();
    }
}
