package dev.workbench.image;

import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a bake tells the commands that wait for it: lines in a file that only their user can read. */
final class BakeNews {
    private BakeNews() {}

    /**
     * Begins a file anew; what happens goes there, and to the bake's own user. Where there can be no file, whoever waits
     * hears nothing.
     */
    static Telling tell(Path file, Progress own) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new Telling(Files.newBufferedWriter(file, StandardCharsets.UTF_8), Optional.of(file), own);
        } catch (IOException e) {
            return silent(own);
        }
    }

    /** Only for the bake's own user. */
    static Telling silent(Progress own) {
        return new Telling(Writer.nullWriter(), Optional.empty(), own);
    }

    /** The side that bakes. */
    static final class Telling implements Progress, AutoCloseable {
        private final Writer writer;
        private final Optional<Path> file;
        private final Progress own;

        private Telling(Writer writer, Optional<Path> file, Progress own) {
            this.writer = writer;
            this.file = file;
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

        /** Whoever has the file open hears it to its end. */
        @Override
        public void close() {
            try {
                writer.close();
                if (file.isPresent()) {
                    Files.deleteIfExists(file.get());
                }
            } catch (IOException e) {
                // As above.
            }
        }
    }

    /** The side that waits: it hears whoever bakes now, and who bakes when that one has died. */
    static final class Hearing implements AutoCloseable {
        private static final String SOURCE = "the other command";

        private final Path file;
        private final Progress progress;
        private final StringBuilder line = new StringBuilder();
        private @Nullable BufferedReader reader;
        private @Nullable Object heard;

        Hearing(Path file, Progress progress) {
            this.file = file;
            this.progress = progress;
        }

        /**
         * Passes on the lines that are new. There are none as long as nobody has begun to tell, or when another user bakes,
         * whose file is not ours to read.
         */
        void forward() throws IOException {
            drain();
            try {
                var current =
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey();
                if (reader == null || !Objects.equals(current, heard)) {
                    close();
                    reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                    heard = current;
                    drain();
                }
            } catch (NoSuchFileException | AccessDeniedException e) {
                // One that has been heard to its end, and no other yet.
            }
        }

        private void drain() throws IOException {
            if (reader == null) {
                return;
            }
            for (var next = reader.read(); next >= 0; next = reader.read()) {
                if (next == '\n') {
                    progress.output(SOURCE, line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        }

        /** A line that its teller died over stays unsaid. */
        @Override
        public void close() throws IOException {
            line.setLength(0);
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }
}
