package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.ContentListing;
import dev.workbench.family.content.ContentScanner;
import dev.workbench.family.document.Quoted;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The files that a VM spec's build steps copy: checked to be inside the family, and listed. */
public final class BuildSources {
    private BuildSources() {}

    /**
     * What one file step copies.
     *
     * @param step the step's index among all of the spec's steps
     * @param path absolute, symlinks resolved
     * @param content what is below {@code path} when it is a directory; else the file alone, named like {@code path}
     */
    public record BuildSource(int step, BuildStep.File file, Path path, boolean directory, ContentListing content) {}

    record Complaint(String message, String hint) {}

    /**
     * Checks and reads the sources of all file steps, in the order of the steps.
     *
     * @param family the family's directory, symlinks resolved
     * @param place whose steps they are, for messages
     * @throws WorkbenchException when a source is missing, unreadable, special, or leads outside the family
     */
    public static List<BuildSource> resolve(Path family, List<BuildStep> steps, String place) {
        return resolve(family, steps, place, UnaryOperator.identity());
    }

    /**
     * As above, but remembers the hashes of large sources, so that the next call reads only what has changed.
     *
     * @param memories where to keep them
     */
    public static List<BuildSource> resolve(Path family, List<BuildStep> steps, String place, Path memories) {
        return resolve(family, steps, place, scanner -> scanner.remembering(memories));
    }

    private static List<BuildSource> resolve(
            Path family, List<BuildStep> steps, String place, UnaryOperator<ContentScanner> how) {
        var sources = new ArrayList<BuildSource>();
        for (var index = 0; index < steps.size(); index++) {
            switch (steps.get(index)) {
                case BuildStep.File file -> sources.add(resolve(family, index, file, place, how));
                case BuildStep.Shell shell -> {}
            }
        }
        return List.copyOf(sources);
    }

    private static BuildSource resolve(
            Path family, int index, BuildStep.File file, String place, UnaryOperator<ContentScanner> how) {
        var where = place + ", build_steps[" + index + "]";
        complaint(family, file.source()).ifPresent(complaint -> {
            throw WorkbenchException.badInput("bad_build_source", "source " + complaint.message())
                    .at(where)
                    .hint(complaint.hint());
        });
        try {
            var path = family.resolve(file.source()).toRealPath();
            var directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            var scanner = path.equals(family) ? ContentScanner.ofFamilyAsSource() : ContentScanner.ofSource();
            return new BuildSource(
                    index, file, path, directory, how.apply(scanner).scan(path));
        } catch (IOException e) {
            throw WorkbenchException.badInput("bad_build_source", "cannot read the source: " + Reason.of(e))
                    .at(where)
                    .causedBy(e);
        }
    }

    /** Why a source cannot be copied, as far as that shows without reading what is below a directory. */
    static Optional<Complaint> complaint(Path family, String source) {
        var name = Quoted.of(source);
        if (source.startsWith("/") || source.startsWith("~")) {
            return Optional.of(new Complaint(
                    "must be a path inside the family directory, not " + name, "give it relative to " + family));
        }
        try {
            var lexical = family.resolve(source).normalize();
            if (!lexical.startsWith(family)) {
                return Optional.of(outside(name + " is outside the family directory"));
            }
            var real = family.resolve(source).toRealPath();
            if (!real.startsWith(family)) {
                return Optional.of(outside(name + " leads outside the family directory through a symbolic link"));
            }
            if (!Files.isRegularFile(real) && !Files.isDirectory(real)) {
                return Optional.of(new Complaint(
                        name + " is neither a file nor a directory", "devices, pipes and sockets cannot be copied"));
            }
            if (!Files.isReadable(real)) {
                return Optional.of(new Complaint(name + " cannot be read: permission denied", "check its mode"));
            }
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of(new Complaint(name + " is not a path", "use letters, digits, '_', '-', '.' and '/'"));
        } catch (IOException e) {
            return Optional.of(
                    new Complaint(name + " cannot be copied: " + Reason.of(e), "paths are relative to " + family));
        }
    }

    private static Complaint outside(String message) {
        return new Complaint(message, "copy what the step needs into the family directory");
    }
}
