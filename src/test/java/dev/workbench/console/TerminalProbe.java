package dev.workbench.console;

import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A program that stands in for a remote command: it tells its terminal, each size and each key; q leaves, t ends it. */
final class TerminalProbe {
    static final int STATUS = 42;

    private TerminalProbe() {}

    public static void main(String[] args) {
        System.exit(LocalTerminal.attach(TerminalProbe::run));
    }

    private static int run(Streams streams, Optional<Window> window) {
        try {
            window.ifPresent(it -> it.onResize(size -> say(streams, "resized " + text(size))));
            say(
                    streams,
                    window.map(it -> "terminal " + it.type() + " " + text(it.size()))
                            .orElse("pipe"));
            for (var key = streams.stdin().read();
                    key >= 0;
                    key = streams.stdin().read()) {
                say(streams, "key " + key);
                switch (key) {
                    case 'q' -> {
                        return STATUS;
                    }
                    case 't' ->
                        new ProcessBuilder("kill", "" + ProcessHandle.current().pid()).start();
                    default -> {}
                }
            }
            return STATUS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Window.Size size) {
        return size.columns() + "x" + size.rows();
    }

    private static void say(Streams streams, String line) {
        try {
            streams.stdout().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
