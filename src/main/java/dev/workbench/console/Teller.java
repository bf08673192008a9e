package dev.workbench.console;

import dev.workbench.progress.Event;

/** One way to tell what happens. */
interface Teller extends AutoCloseable {
    void on(Event event);

    /** One line of its own. */
    void say(String line);

    /** Leaves the terminal to somebody else, until {@link #resume}. */
    default void pause() {}

    default void resume() {}

    /** What is shown of the moment goes; what is said from now on is lines. */
    @Override
    default void close() {}
}
