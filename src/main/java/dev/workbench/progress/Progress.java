package dev.workbench.progress;

/** Listens to what happens while a command runs; the console words it, tests record it. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = event -> {};

    void on(Event event);

    /** A phase begins; the returned handle ends it. Closing without {@link Phase#done} means that it failed. */
    default Phase phase(String name) {
        on(new Event.PhaseStarted(name));
        return new Phase(this, name);
    }

    default void note(String text) {
        on(new Event.Note(text));
    }

    default void warn(String text) {
        on(new Event.Warning(text));
    }

    /** One line of output of something that runs inside a phase (a task's code, Packer, apt). */
    default void output(String source, String line) {
        on(new Event.Output(source, line));
    }
}
