package dev.workbench.progress;

/** Listens to what happens while a command runs; the console words it, tests record it. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = event -> {};

    void on(Event event);

    /** A phase begins; the returned handle ends it. Closing without {@link Phase#done} means that it failed. */
    default Phase phase(String name) {
        return phase(name, "");
    }

    /** As above; {@code detail} is what exactly is done. */
    default Phase phase(String name, String detail) {
        on(new Event.PhaseStarted(name, detail));
        return new Phase(this, name);
    }

    /** Of one of several phases that go on side by side, which has this name. */
    default Progress beside(String phase) {
        return event -> on(new Event.Within(phase, event));
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
