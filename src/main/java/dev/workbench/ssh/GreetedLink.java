package dev.workbench.ssh;

import dev.workbench.remote.Dialer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A link whose other side has already said its first line; the line can be read again. */
final class GreetedLink implements Dialer.Link {
    private static final int LONGEST = 255; // RFC 4253, section 4.2

    private final Dialer.Link link;
    private final byte[] firstLine;

    private GreetedLink(Dialer.Link link, byte[] firstLine) {
        this.link = link;
        this.firstLine = firstLine;
    }

    /** Waits for the first line; it is empty when the other side hangs up without a word. */
    static GreetedLink greet(Dialer.Link link) throws IOException {
        var line = new byte[LONGEST];
        var length = 0;
        var in = link.in();
        for (var b = in.read(); b >= 0; b = in.read()) {
            line[length++] = (byte) b;
            if (b == '\n' || length == LONGEST) {
                break;
            }
        }
        return new GreetedLink(link, Arrays.copyOf(line, length));
    }

    boolean silent() {
        return firstLine.length == 0;
    }

    boolean isSsh() {
        return text().startsWith("SSH-");
    }

    String text() {
        return new String(firstLine, StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public InputStream in() {
        return new SequenceInputStream(new ByteArrayInputStream(firstLine), link.in());
    }

    @Override
    public OutputStream out() {
        return link.out();
    }

    @Override
    public void close() {
        link.close();
    }
}
