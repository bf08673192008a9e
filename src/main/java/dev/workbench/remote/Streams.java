package dev.workbench.remote;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** The three standard streams of a command that runs elsewhere; the caller keeps and closes them. */
public record Streams(InputStream stdin, OutputStream stdout, OutputStream stderr) {
    /** No input; output to the given sinks. */
    public static Streams of(OutputStream stdout, OutputStream stderr) {
        return new Streams(InputStream.nullInputStream(), stdout, stderr);
    }

    public static Streams feeding(byte[] stdin, OutputStream stdout, OutputStream stderr) {
        return new Streams(new ByteArrayInputStream(stdin), stdout, stderr);
    }

    public static Streams discarding() {
        return of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }
}
