package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program git, asked about the repository that a directory is in; it changes nothing there. */
record Git(Path directory) {
    /** What a hook or a parent process may have set for another repository. */
    private static final List<String> ANOTHER_REPOSITORY = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX");

    /** What it printed, and what it complained of when it failed. */
    private record Answer(Optional<String> text, String complaint) {}

    /** What it prints, without the line's end. */
    String line(String... arguments) {
        return text(arguments).strip();
    }

    /** @throws WorkbenchException (exit code 2) when git refuses to say it; (exit code 3) without git */
    String text(String... arguments) {
        var answer = run(arguments);
        return answer.text().orElseThrow(() -> refused(answer.complaint()));
    }

    /** What it prints, or nothing when it fails. */
    Optional<String> answer(String... arguments) {
        return run(arguments).text();
    }

    private WorkbenchException refused(String complaint) {
        var failure = WorkbenchException.badInput(
                        "git_failed",
                        "git cannot say what has changed"
                                + complaint
                                        .lines()
                                        .findFirst()
                                        .map(line -> ": " + line)
                                        .orElse(""))
                .at(directory.toString());
        if (complaint.contains("dubious ownership")) {
            return failure.hint("the files belong to another user: git config --global --add safe.directory '*'");
        }
        return failure.hint("--changed-since works in git repositories; leave it out to validate all families");
    }

    private Answer run(String... arguments) {
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
