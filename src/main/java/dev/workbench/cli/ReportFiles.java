package dev.workbench.cli;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import dev.workbench.validate.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The files that a validation's report goes to, one for each form; {@code -} is standard output. */
final class ReportFiles {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final Path here;
    private final Consumer<String> out;
    private final List<Wanted> wanted = new ArrayList<>();

    private record Wanted(String option, Path file, Function<Report, String> form) {}

    /**
     * None yet.
     *
     * @param here what the files are relative to
     * @param out standard output
     */
    ReportFiles(Path here, Consumer<String> out) {
        this.here = here;
        this.out = out;
    }

    void add(String option, Optional<Path> file, Function<Report, String> form) {
        file.ifPresent(path -> wanted.add(new Wanted(option, path, form)));
    }

    boolean useStandardOutput() {
        return wanted.stream().anyMatch(each -> each.file().equals(STANDARD_OUTPUT));
    }

    /**
     * Makes sure that all can be written, for who has waited for an hour does not want to hear of a missing directory.
     *
     * @throws WorkbenchException (exit code 2) when one cannot be, or two are to be the same file
     */
    void check() {
        var taken = new HashSet<Path>();
        for (var each : wanted) {
            if (!taken.add(here.resolve(each.file()).normalize())) {
                throw WorkbenchException.badInput("usage", "two reports would be written to " + each.file())
                        .at(each.option())
                        .hint("give each a file of its own; '-' is standard output, for one of them");
            }
            if (!each.file().equals(STANDARD_OUTPUT)) {
                probe(each);
            }
        }
    }

    private void probe(Wanted each) {
        var file = here.resolve(each.file());
        try {
            createDirectory(file);
            var existed = Files.exists(file);
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            if (!existed) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failed(each, e);
        }
    }

    void write(Report report) {
        for (var each : wanted) {
            var text = each.form().apply(report);
            if (each.file().equals(STANDARD_OUTPUT)) {
                out.accept(text);
            } else {
                write(each, text);
            }
        }
    }

    private void write(Wanted each, String text) {
        try {
            var file = here.resolve(each.file());
            createDirectory(file);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw failed(each, e);
        }
    }

    private static void createDirectory(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
    }

    private static WorkbenchException failed(Wanted each, IOException e) {
        return WorkbenchException.badInput("cannot_write", "cannot write the report: " + Reason.of(e))
                .at(each.option() + " " + each.file())
                .hint("give a file in a directory that you may write to")
                .causedBy(e);
    }
}
