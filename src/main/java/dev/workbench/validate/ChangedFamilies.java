package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
    /** What a hook or a parent process may have set for another repository than the families'. */
    private static final List<String> ANOTHER_REPOSITORY = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX");

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
        var top = Path.of(git(directory, "rev-parse", "--show-toplevel").strip());
        var around =
                git(directory, "rev-parse", "--show-superproject-working-tree").strip();
        return around.isEmpty() ? top : top(Path.of(around));
    }

    private Set<Path> changed(Path top) {
        var base = base(top);
        var changed = new LinkedHashSet<Path>();
        Stream.of(
                        git(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base, "--"),
                        git(top, "ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(list -> Arrays.stream(list.split("\0", -1)))
                .filter(name -> !name.isEmpty())
                .map(top::resolve)
                .forEach(changed::add);
        return changed;
    }

    /** Where the branch left the revision. */
    private String base(Path top) {
        var shallow = git(top, "rev-parse", "--is-shallow-repository").strip().equals("true");
        var commit = answer(top, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .text()
                .orElseThrow(
                        () -> WorkbenchException.badInput("no_such_revision", "git knows no commit '" + revision + "'")
                                .at(top.toString())
                                .hint(
                                        shallow
                                                ? UNSHALLOW
                                                : "fetch it first: git fetch origin; 'git branch -a' lists what there is"))
                .strip();
        var base = answer(top, "merge-base", commit, "HEAD").text().map(String::strip);
        if (base.isEmpty() && shallow) {
            throw WorkbenchException.badInput(
                            "shallow_clone",
                            "the clone does not reach back to where the branch left '" + revision + "'")
                    .at(top.toString())
                    .hint(UNSHALLOW);
        }
        return base.orElse(commit);
    }

    /** What git printed, and what it complained of when it failed. */
    private record Answer(Optional<String> text, String complaint) {}

    private static String git(Path directory, String... arguments) {
        var answer = answer(directory, arguments);
        return answer.text().orElseThrow(() -> refused(directory, answer.complaint()));
    }

    private static WorkbenchException refused(Path directory, String complaint) {
        var failure = WorkbenchException.badInput(
                        "git_failed",
                        "git cannot say what has changed"
                                + (complaint.isEmpty()
                                        ? ""
                                        : ": " + complaint.lines().findFirst().orElseThrow()))
                .at(directory.toString());
        if (complaint.contains("dubious ownership")) {
            return failure.hint("the files belong to another user: git config --global --add safe.directory '*'");
        }
        return failure.hint("--changed-since works in git repositories; leave it out to validate all families");
    }

    private static Answer answer(Path directory, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("GIT_OPTIONAL_LOCKS", "0", "LC_ALL", "C.UTF-8"));
        builder.environment().keySet().removeAll(ANOTHER_REPOSITORY);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var complaint = new ArrayList<String>();
            var listener = Thread.ofPlatform()
                    .daemon()
                    .start(() -> process.errorReader().lines().forEach(complaint::add));
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            listener.join();
            return process.waitFor() == 0
                    ? new Answer(Optional.of(text), "")
                    : new Answer(Optional.empty(), String.join("\n", complaint).replaceFirst("^fatal: ", ""));
        } catch (IOException e) {
            throw WorkbenchException.notReady("no_git", "cannot run git")
                    .hint("install git, or leave --changed-since out")
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Optional.empty(), "interrupted");
        }
    }
}
