package dev.workbench.engine.http;

import java.io.InputStream;

/** What a request carries. */
public sealed interface Body {
    Body NONE = new None();

    record None() implements Body {}

    record Json(String text) implements Body {}

    /** A tar of unknown length, sent in chunks; the caller closes the stream. */
    record Tar(InputStream stream) implements Body {}
}
