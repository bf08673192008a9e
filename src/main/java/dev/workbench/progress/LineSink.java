package dev.workbench.progress;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a byte stream into lines of text; closing it hands over a last line without a line feed. */
public final class LineSink extends OutputStream {
    /** A line longer than this is handed over in parts, so that a stream without line feeds needs no memory. */
    private static final int LONGEST = 64 * 1024;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();

    public LineSink(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            flushLine();
        } else {
            part.write(b);
            if (part.size() >= LONGEST) {
                flushLine();
            }
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                part.write(bytes, start, i - start);
                flushLine();
                start = i + 1;
            }
        }
        part.write(bytes, start, offset + length - start);
        if (part.size() >= LONGEST) {
            flushLine();
        }
    }

    @Override
    public synchronized void close() {
        if (part.size() > 0) {
            flushLine();
        }
    }

    private void flushLine() {
        var line = part.toString(StandardCharsets.UTF_8);
        part.reset();
        lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
