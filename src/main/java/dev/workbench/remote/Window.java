package dev.workbench.remote;

import java.util.function.Consumer;

/** The local terminal that a remote command is attached to. */
public interface Window {
    record Size(int columns, int rows) {}

    /** The terminal's type, as {@code TERM} has it. */
    String type();

    Size size();

    /** Calls the listener at each change of size until the terminal is closed. */
    void onResize(Consumer<Size> listener);
}
