package dev.workbench.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of this process's own outputs, which remembers why it could not be written to; print streams swallow that. */
public final class LocalOutput extends FilterOutputStream {
    private static final String NO_READER = "Broken pipe";

    private volatile @Nullable String failure;

    public LocalOutput(OutputStream file) {
        super(file);
    }

    /** Whether anything was not written, for whatever reason. */
    boolean failed() {
        return failure != null;
    }

    /**
     * Why something was lost that somebody wanted, in the system's words; empty when nothing was. A reader that went
     * away, such as {@code head}, wanted no more.
     */
    public Optional<String> loss() {
        return Optional.ofNullable(failure).filter(reason -> !reason.equals(NO_READER));
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
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }
}
