package dev.workbench.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes from one thread to another, through a bounded buffer.
 *
 * <p>A reader wakes as soon as a byte is there, and the threads at its ends may come and go: both differ from the
 * JDK's piped streams, and an interactive connection needs both.
 */
public final class BytePipe implements AutoCloseable {
    private final byte[] buffer = new byte[256 * 1024];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int start;
    private int count;
    private boolean ended;
    private boolean closed;

    /** Gets what {@link #out} is given, then the end when that is closed. */
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return BytePipe.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return length == 0 ? 0 : BytePipe.this.read(into, offset, length);
            }

            @Override
            public int available() {
                lock.lock();
                try {
                    return count;
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void close() {
                BytePipe.this.close();
            }
        };
    }

    /** Closing it is the end of what {@link #in} gives. */
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                BytePipe.this.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                BytePipe.this.write(from, offset, length);
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    private int read(byte[] into, int offset, int length) throws IOException {
        await();
        try {
            while (count == 0 && !ended && !closed) {
                changed.await();
            }
            if (count == 0 || closed) {
                return -1;
            }
            var taken = Math.min(Math.min(length, count), buffer.length - start);
            System.arraycopy(buffer, start, into, offset, taken);
            start = (start + taken) % buffer.length;
            count -= taken;
            changed.signalAll();
            return taken;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] from, int offset, int length) throws IOException {
        await();
        try {
            var written = 0;
            while (written < length) {
                while (count == buffer.length && !closed && !ended) {
                    changed.await();
                }
                if (closed || ended) {
                    throw new IOException("the connection is closed");
                }
                var end = (start + count) % buffer.length;
                var put = Math.min(Math.min(length - written, buffer.length - count), buffer.length - end);
                System.arraycopy(from, offset + written, buffer, end, put);
                count += put;
                written += put;
                changed.signalAll();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    private void await() throws IOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return (IOException) new InterruptedIOException("interrupted").initCause(cause);
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends both sides at once; what is in the buffer is lost. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
