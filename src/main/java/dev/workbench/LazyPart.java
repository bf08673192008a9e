package dev.workbench;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part made on first use, once. */
final class LazyPart<T> {
    private final Supplier<T> maker;
    private @Nullable T part;

    LazyPart(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (part == null) {
            part = maker.get();
        }
        return part;
    }
}
