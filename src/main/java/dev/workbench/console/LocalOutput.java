package dev.workbench.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.io.UncheckedIOException;

/** One of this process's own outputs, which fails with a {@link Closed} that nobody takes for a broken connection. */
final class LocalOutput extends OutputStream {
    private final OutputStream file;

    LocalOutput(FileDescriptor descriptor) {
        this(new FileOutputStream(descriptor));
    }

    LocalOutput(OutputStream file) {
        this.file = file;
    }

    /** Whoever read this output does not any more. */
    static final class Closed extends UncheckedIOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Closed(IOException cause) {
            super(cause);
        }
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            file.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Closed(e);
        }
    }
}
