package dev.workbench.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A text that grows, shown as it does. */
public final class Follower {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Source source;

    private Follower(Source source) {
        this.source = source;
    }

    /** What a growing text has from a position on, in bytes. */
    private interface Source {
        byte[] from(long position);
    }

    /** Follows a file, which need not be there yet. */
    public static Follower of(Path file) {
        return new Follower(position -> {
            try (var channel = Files.newByteChannel(file)) {
                return channel.size() <= position
                        ? new byte[0]
                        : Channels.newInputStream(channel.position(position)).readAllBytes();
            } catch (NoSuchFileException e) {
                return new byte[0];
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Follows what can only be had as a whole. */
    public static Follower of(Supplier<String> whole) {
        return new Follower(position -> {
            var bytes = whole.get().getBytes(StandardCharsets.UTF_8);
            int start = (int) Math.min(position, bytes.length);
            return Arrays.copyOfRange(bytes, start, bytes.length);
        });
    }

    /** Prints what there is and what comes, until it will not grow any more or the thread is interrupted. */
    public void follow(PrintStream out, BooleanSupplier grows) {
        long position = 0;
        while (true) {
            // Asked first: what is written before the end is still read below.
            var more = grows.getAsBoolean();
            var bytes = source.from(position);
            out.write(bytes, 0, bytes.length);
            out.flush();
            position += bytes.length;
            if (!more || out.checkError()) {
                return;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
