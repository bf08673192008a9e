package dev.workbench.engine.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * An open byte stream to an engine, of any transport. An interrupt of a thread that reads or writes closes it, and the
 * thread gets a {@link java.nio.channels.ClosedByInterruptException}.
 */
public final class Connection extends AbstractInterruptibleChannel {
    private static final int BUFFER = 64 * 1024;

    /** Ends the writing direction of a transport and leaves the reading one open. */
    @FunctionalInterface
    interface HalfClose {
        void run() throws IOException;
    }

    private final Closeable transport;
    private final HalfClose halfClose;
    private final InputStream in;
    private final OutputStream out;

    Connection(InputStream in, OutputStream out, HalfClose halfClose, Closeable transport) {
        this.transport = transport;
        this.halfClose = halfClose;
        this.in = new BufferedInputStream(new Reading(in), BUFFER);
        this.out = new Writing(out);
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    /** Tells the other side that nothing more will be written. */
    public void endOutput() throws IOException {
        halfClose.run();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        transport.close();
    }

    private final class Reading extends InputStream {
        private final InputStream source;

        Reading(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            boolean done = false;
            begin();
            try {
                int count = source.read(bytes, offset, length);
                done = true;
                return count;
            } finally {
                end(done);
            }
        }
    }

    private final class Writing extends OutputStream {
        private final OutputStream sink;

        Writing(OutputStream sink) {
            this.sink = sink;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            boolean done = false;
            begin();
            try {
                sink.write(bytes, offset, length);
                sink.flush();
                done = true;
            } finally {
                end(done);
            }
        }
    }
}
