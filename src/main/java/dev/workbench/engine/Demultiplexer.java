package dev.workbench.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Takes standard output and standard error apart, which an engine sends through one stream in frames: one byte that
 * names the stream, three of padding, the length in four bytes, the content.
 */
final class Demultiplexer {
    private static final int HEADER = 8;
    private static final int STDERR = 2;
    /** What the engine itself has to say when it fails in the middle. */
    private static final int ENGINE = 3;

    private final OutputStream stdout;
    private final OutputStream stderr;
    private final byte[] buffer = new byte[64 * 1024];

    Demultiplexer(OutputStream stdout, OutputStream stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    void readAll(InputStream in) throws IOException {
        while (true) {
            int count = in.readNBytes(buffer, 0, HEADER);
            if (count == 0) {
                return;
            }
            if (count < HEADER) {
                throw new EOFException("the engine ended a command's output in the middle of a frame");
            }
            var sink = buffer[0] == STDERR || buffer[0] == ENGINE ? stderr : stdout;
            copy(in, length(), sink);
        }
    }

    /** Copies a stream that has no frames, as a terminal's has not. */
    void readRaw(InputStream in) throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            write(stdout, count);
        }
    }

    private void copy(InputStream in, long length, OutputStream sink) throws IOException {
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("the engine ended a command's output in the middle of a frame");
            }
            write(sink, count);
            left -= count;
        }
    }

    /** A sink that fails is the caller's affair and must not be taken for a broken connection. */
    private void write(OutputStream sink, int count) {
        try {
            sink.write(buffer, 0, count);
            sink.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long length() {
        return Integer.toUnsignedLong(ByteBuffer.wrap(buffer).getInt(4));
    }
}
