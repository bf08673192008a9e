package dev.workbench.image;

import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** What a bake tells the commands that wait for it: lines in a file that only their user can read. */
final class BakeNews {
    private BakeNews() {}

    /** Begins a file anew; what happens goes there, and to the bake's own user. */
    static Telling tell(Path file, Progress own) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Telling(Files.newBufferedWriter(file, StandardCharsets.UTF_8), own);
    }

    /** The side that bakes. */
    static final class Telling implements Progress, AutoCloseable {
        private final Writer writer;
        private final Progress own;

        private Telling(Writer writer, Progress own) {
            this.writer = writer;
            this.own = own;
        }

        @Override
        public synchronized void on(Event event) {
            own.on(event);
            var text = text(event);
            if (text.isEmpty()) {
                return;
            }
            try {
                writer.write(text.replaceAll("[\\r\\n]+", " ") + "\n");
                writer.flush();
            } catch (IOException e) {
                // A full disk: whoever waits hears less, and the bake says itself what is wrong.
            }
        }

        private static String text(Event event) {
            return switch (event) {
                case Event.PhaseStarted(String name, String detail) -> name + " …";
                case Event.PhaseEnded(String name, var took, var ending) ->
                    String.format(Locale.ROOT, "%s %s  %.1f s", name, text(ending), took.toMillis() / 1000.0);
                case Event.PhasesAhead ahead -> "";
                case Event.Note(String note) -> note;
                case Event.Warning(String warning) -> "warning: " + warning;
                case Event.Output output -> output.line();
                case Event.Within(String phase, Event inner) -> text(inner);
            };
        }

        private static String text(Event.Ending ending) {
            return switch (ending) {
                case Event.Ending.Done(String outcome) -> outcome.isEmpty() ? "done" : "done: " + outcome;
                case Event.Ending.Failed failed -> "failed";
            };
        }

        @Override
        public void close() {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The side that waits. */
    static final class Hearing implements AutoCloseable {
        private static final String SOURCE = "the other command";

        private final BufferedReader reader;
        private final Progress progress;
        private final StringBuilder line = new StringBuilder();

        Hearing(Path file, Progress progress) throws IOException {
            this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            this.progress = progress;
        }

        /** Passes on the lines that are new. */
        void forward() throws IOException {
            for (var next = reader.read(); next >= 0; next = reader.read()) {
                if (next == '\n') {
                    progress.output(SOURCE, line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
