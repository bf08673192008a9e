package dev.workbench.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One of this process's own outputs, which remembers whether it failed: whoever read it does not any more. */
final class LocalOutput extends FilterOutputStream {
    private volatile boolean failed;

    LocalOutput(OutputStream file) {
        super(file);
    }

    boolean failed() {
        return failed;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }
}
