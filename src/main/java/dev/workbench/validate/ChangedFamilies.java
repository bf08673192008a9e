package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which families git says have been touched: committed since a revision, or in the working tree. */
public final class ChangedFamilies {
    private ChangedFamilies() {}

    /**
     * Those of the families that have a changed, new or deleted file, in them or in their agents' directory. What counts is
     * what has changed since the branch left {@code revision}, not what others have done there meanwhile.
     *
     * @throws WorkbenchException (exit code 2) when there is no such revision, or no git
     */
    public static List<Path> since(String revision, List<Path> families) {
        var repositories = new HashMap<Path, List<Path>>();
        return families.stream()
                .filter(family -> {
                    var top =
                            Path.of(git(family, "rev-parse", "--show-toplevel").strip());
                    var changed = repositories.computeIfAbsent(top, directory -> changed(directory, revision));
                    return changed.stream()
                            .anyMatch(
                                    file -> file.startsWith(family) || file.startsWith(SolvingAgent.directory(family)));
                })
                .toList();
    }

    private static List<Path> changed(Path top, String revision) {
        var commit = git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .strip();
        var base = tryGit(top, "merge-base", commit, "HEAD").map(String::strip).orElse(commit);
        return Stream.of(
                        git(top, "diff", "--name-only", "--no-renames", "-z", base, "--"),
                        git(top, "ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(list -> Arrays.stream(list.split("\0", -1)))
                .filter(name -> !name.isEmpty())
                .map(top::resolve)
                .toList();
    }

    private static String git(Path directory, String... arguments) {
        return tryGit(directory, arguments)
                .orElseThrow(() -> WorkbenchException.badInput(
                                "git_failed", "git could not say: git " + String.join(" ", arguments))
                        .at(directory.toString())
                        .hint("--changed-since takes a commit, a branch or a tag of the families' git repository;"
                                + " a shallow clone may not have it (fetch-depth: 0)"));
    }

    private static Optional<String> tryGit(Path directory, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("GIT_OPTIONAL_LOCKS", "0", "LC_ALL", "C.UTF-8"));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            throw WorkbenchException.notReady("no_git", "cannot run git")
                    .hint("install git, or leave --changed-since out")
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
