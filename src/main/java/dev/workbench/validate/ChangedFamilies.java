package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which families git says have been touched: committed since a revision, or in the working tree. */
public final class ChangedFamilies {
    private static final String UNSHALLOW =
            "this is a shallow clone: git fetch --unshallow (on GitHub 'fetch-depth: 0' for actions/checkout, on GitLab"
                    + " 'GIT_DEPTH: 0')";
    private static final int NAMED = 3;

    private final String revision;
    private final Map<Path, Set<Path>> repositories = new LinkedHashMap<>();

    private ChangedFamilies(String revision) {
        this.revision = revision;
    }

    /**
     * What git says.
     *
     * @param families those that have been touched
     * @param beside what has been touched in their repositories and belongs to no family, such as modules that they share
     */
    public record Touched(List<Path> families, List<Path> beside) {
        /** What a person ought to know of the choice. */
        Optional<String> note(String revision, Path here) {
            if (beside.isEmpty()) {
                return families.isEmpty()
                        ? Optional.of("no family has been touched since " + revision)
                        : Optional.empty();
            }
            var names = beside.stream()
                    .limit(NAMED)
                    .map(file -> Spot.of(file).in(here))
                    .toList();
            return Optional.of((families.isEmpty() ? "no family has been touched since " + revision + "; " : "")
                    + (beside.size() == 1 ? "a file of no family has" : beside.size() + " files of no family have")
                    + " (" + String.join(", ", names) + (beside.size() > NAMED ? ", ..." : "")
                    + "): if families use such files, validate without --changed-since");
        }
    }

    /**
     * Those of the families that have a changed, new or deleted file, in them or in their agents' directory. What counts is
     * what has changed since the branch left {@code revision}, not what others have done there meanwhile. In a submodule
     * the revision is one of the repository around it, and all families of a submodule that has moved count.
     *
     * @throws WorkbenchException (exit code 2) when there is no such revision, or no repository; (exit code 3) without git
     */
    public static Touched since(String revision, List<Path> families) {
        var search = new ChangedFamilies(revision);
        var touched = families.stream().filter(search::isTouched).toList();
        var beside = search.repositories.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(file -> mayBeShared(entry.getKey().relativize(file))))
                .filter(file -> families.stream().noneMatch(family -> belongs(file, family)))
                .distinct()
                .toList();
        return new Touched(touched, beside);
    }

    /** Not a document, nor what serves the repository itself. */
    private static boolean mayBeShared(Path file) {
        return !file.toString().endsWith(".md") && !file.toString().startsWith(".");
    }

    private boolean isTouched(Path family) {
        var changed = repositories.computeIfAbsent(top(family), this::changed);
        return changed.stream().anyMatch(file -> belongs(file, family));
    }

    /** What has changed is in the family or its agents' directory, or is the submodule that they are in. */
    private static boolean belongs(Path file, Path family) {
        return file.startsWith(family) || file.startsWith(SolvingAgent.directory(family)) || family.startsWith(file);
    }

    /** The outermost working tree that a directory is in. */
    private static Path top(Path directory) {
        var git = new Git(directory);
        var top = Path.of(git.line("rev-parse", "--show-toplevel"));
        var around = git.line("rev-parse", "--show-superproject-working-tree");
        return around.isEmpty() ? top : top(Path.of(around));
    }

    private Set<Path> changed(Path top) {
        var git = new Git(top);
        var base = base(git);
        var changed = new LinkedHashSet<Path>();
        Stream.of(
                        git.text("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base, "--"),
                        git.text("ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(list -> Arrays.stream(list.split("\0", -1)))
                .filter(name -> !name.isEmpty())
                .map(top::resolve)
                .forEach(changed::add);
        return changed;
    }

    /** Where the branch left the revision. */
    private String base(Git git) {
        var shallow = git.line("rev-parse", "--is-shallow-repository").equals("true");
        var commit = git.answer("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .orElseThrow(
                        () -> WorkbenchException.badInput("no_such_revision", "git knows no commit '" + revision + "'")
                                .at(git.directory().toString())
                                .hint(
                                        shallow
                                                ? UNSHALLOW
                                                : "fetch it first: git fetch origin; 'git branch -a' lists what there is"))
                .strip();
        var base = git.answer("merge-base", commit, "HEAD").map(String::strip);
        if (base.isEmpty() && shallow) {
            throw WorkbenchException.badInput(
                            "shallow_clone",
                            "the clone does not reach back to where the branch left '" + revision + "'")
                    .at(git.directory().toString())
                    .hint(UNSHALLOW);
        }
        return base.orElse(commit);
    }
}
