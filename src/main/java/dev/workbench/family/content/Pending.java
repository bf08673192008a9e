package dev.workbench.family.content;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that were written and wait to be read. */
final class Pending extends OutputStream {
    private byte[] bytes = new byte[64 * 1024];
    private int start;
    private int end;

    boolean isEmpty() {
        return start == end;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        if (isEmpty()) {
            start = 0;
            end = 0;
        }
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + length, 2 * bytes.length));
        }
        System.arraycopy(from, offset, bytes, end, length);
        end += length;
    }

    /** Moves as many bytes as there are, and at most {@code length}; -1 when there are none. */
    int take(byte[] into, int offset, int length) {
        if (isEmpty()) {
            return -1;
        }
        var taken = Math.min(length, end - start);
        System.arraycopy(bytes, start, into, offset, taken);
        start += taken;
        return taken;
    }
}
