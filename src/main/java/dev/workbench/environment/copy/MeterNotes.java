package dev.workbench.environment.copy;

import dev.workbench.progress.Progress;
import dev.workbench.remote.Meter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Tells every few seconds how much of a long transfer is done; a short one passes silently. */
final class MeterNotes implements Meter {
    private static final long EVERY_NANOS = 2_000_000_000L;

    private final Progress progress;
    private final long startNanos = System.nanoTime();
    private long nextNanos = startNanos + EVERY_NANOS;
    private long total;

    MeterNotes(Progress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void moved(long bytes) {
        total += bytes;
        var now = System.nanoTime();
        if (now >= nextNanos) {
            nextNanos = now + EVERY_NANOS;
            var mb = total / 1e6;
            progress.note(String.format(
                    Locale.ROOT, "copied %.0f MB so far, %.1f MB/s", mb, mb / ((now - startNanos) / 1e9)));
        }
    }

    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var b = super.read();
                if (b >= 0) {
                    moved(1);
                }
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var n = super.read(bytes, offset, length);
                if (n > 0) {
                    moved(n);
                }
                return n;
            }
        };
    }
}
