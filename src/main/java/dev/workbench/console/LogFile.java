package dev.workbench.console;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** A command's log: every event with its time, kept in memory until it is known which file they belong in. */
public final class LogFile implements Progress, AutoCloseable {
    private static final int HELD_AT_MOST = 10_000;

    private final Queue<String> held = new ArrayDeque<>();
    private Writer writer = Writer.nullWriter();
    private Writer copy = Writer.nullWriter();
    private boolean open;
    private Optional<Path> path = Optional.empty();

    /**
     * Opens the file (mode 0600, appended to) and writes what was held. Called again, the log goes on in the new file.
     *
     * @throws WorkbenchException (exit code 3) when it cannot be written
     */
    public synchronized void open(Path file) {
        try {
            var opened = writer(file);
            writer.close();
            writer = opened;
            open = true;
            path = Optional.of(file);
            for (var line : held) {
                writer.write(line);
            }
            held.clear();
            writer.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Writes all that comes from now on to one more file, whichever files are opened later. */
    public synchronized void copyTo(Path file) {
        try {
            copy = writer(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Writer writer(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    .close();
        }
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private static WorkbenchException unwritable(Path file, IOException e) {
        return WorkbenchException.notReady("log_not_writable", "cannot write a log here")
                .at(file.toString())
                .causedBy(e);
    }

    @Override
    public void on(Event event) {
        text(event).ifPresent(this::write);
    }

    /** One event in a line, where it is worth one. */
    static Optional<String> text(Event event) {
        return switch (event) {
            case Event.PhaseStarted(String name, String detail) ->
                Optional.of("start  " + name + (detail.isEmpty() ? "" : " (" + detail + ")"));
            case Event.PhaseEnded(String name, Duration took, var ending) ->
                Optional.of(word(ending) + name + " " + took.toMillis() + " ms" + more(ending));
            case Event.PhasesAhead ahead -> Optional.empty();
            case Event.Note(String text) -> Optional.of("note   " + text);
            case Event.Warning(String text) -> Optional.of("warn   " + text);
            case Event.Output(String source, String line) -> Optional.of(source + " | " + line);
            case Event.Within within ->
                text(within.event()).map(text -> within.isOfThePhaseItself() ? text : within.phase() + " | " + text);
        };
    }

    private static String word(Event.Ending ending) {
        return switch (ending) {
            case Event.Ending.Done done -> "done   ";
            case Event.Ending.Failed failed -> "failed ";
        };
    }

    private static String more(Event.Ending ending) {
        return switch (ending) {
            case Event.Ending.Done(String outcome) -> outcome.isEmpty() ? "" : " " + outcome;
            case Event.Ending.Failed(var exitCode) -> exitCode.isPresent() ? " exit code " + exitCode.getAsInt() : "";
        };
    }

    /** The file that is written to now. */
    public synchronized Optional<Path> file() {
        return path;
    }

    /** Takes what a library had to say. */
    public void diagnostic(String message) {
        write("debug  " + message);
    }

    public void trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        write("error  " + text);
    }

    private synchronized void write(String text) {
        var line = Instant.now() + " " + text + "\n";
        try {
            copy.write(line);
            copy.flush();
        } catch (IOException e) {
            copy = Writer.nullWriter();
        }
        try {
            if (open) {
                writer.write(line);
                writer.flush();
            } else if (held.size() < HELD_AT_MOST) {
                held.add(line);
            }
        } catch (IOException e) {
            open = false; // a full disk must not end the work, least of all the cleaning up
        }
    }

    @Override
    public synchronized void close() {
        try (var _ = copy;
                var _ = writer) {
            open = false;
        } catch (IOException e) {
            // a full disk: there is nobody left to tell
        }
    }
}
