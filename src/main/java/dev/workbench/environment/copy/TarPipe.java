package dev.workbench.environment.copy;

import dev.workbench.container.BytePipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the maker of a stream beside its reader; the whole fails when either does, with the first cause. */
final class TarPipe {
    private TarPipe() {}

    interface Maker {
        void make(OutputStream out) throws IOException;
    }

    interface Reader {
        void read(InputStream in) throws IOException;
    }

    static void run(Maker maker, Reader reader) throws IOException {
        var failure = new AtomicReference<@Nullable Exception>();
        var pipe = new BytePipe();
        var making = Thread.ofPlatform().daemon().name("tar").start(() -> {
            try (var out = pipe.out()) {
                make(maker, out, failure);
            } catch (IOException e) {
                failure.compareAndSet(null, e);
            }
        });
        try (var in = pipe.in()) {
            read(reader, in, failure);
        }
        join(making);
        throwIfSet(failure);
    }

    /** The failure is noted before the stream is closed, so that whoever sees the end sees the failure too. */
    private static void make(Maker maker, OutputStream out, AtomicReference<@Nullable Exception> failure) {
        try {
            maker.make(out);
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Noted before the stream is closed as well: what its maker says of that is no cause. */
    private static void read(Reader reader, InputStream in, AtomicReference<@Nullable Exception> failure) {
        try {
            reader.read(in);
            in.transferTo(OutputStream.nullOutputStream()); // padding; else the maker fails on a closed pipe
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static void throwIfSet(AtomicReference<@Nullable Exception> failure) throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }
}
