package dev.workbench;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A standard output that remembers why it could not be written to; print streams swallow that.
 *
 * <p>A reader that went away, such as {@code head}, wanted no more: that is no failure.
 */
final class Printed extends FilterOutputStream {
    private volatile @Nullable String failure;

    Printed(OutputStream file) {
        super(file);
    }

    /** What was lost, in the system's words; empty when nothing was. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
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
            var reason = String.valueOf(e.getMessage());
            if (!reason.equals("Broken pipe")) {
                failure = reason;
            }
            throw e;
        }
    }
}
