package dev.workbench.lint;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.family.document.Reason;
import dev.workbench.family.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Makes the mechanical fixes in a manifest, as small changes of its text: comments and layout stay. A change counts only
 * when the file, read again, has the fixed command in that place; else it is left out.
 */
public final class ManifestFix {
    private final Path manifest;
    private final String task;

    private ManifestFix(Path manifest, String task) {
        this.manifest = manifest;
        this.task = task;
    }

    /**
     * Fixes what can be fixed in one task.
     *
     * @return how many commands were changed
     * @throws WorkbenchException (exit code 2) when the manifest cannot be written
     */
    public static int apply(Path manifest, String task, VmSpec spec) {
        try {
            return new ManifestFix(manifest, task).apply(TaskLint.findings(spec));
        } catch (IOException e) {
            throw WorkbenchException.badInput("not_written", "the manifest cannot be changed: " + Reason.of(e))
                    .at(manifest.toString())
                    .causedBy(e);
        }
    }

    private int apply(List<Finding> findings) throws IOException {
        var byCommand = new LinkedHashMap<List<Integer>, List<Finding>>();
        findings.stream()
                .filter(finding -> !finding.edits().isEmpty())
                .forEach(finding -> byCommand
                        .computeIfAbsent(List.of(finding.step(), finding.command()), _ -> new ArrayList<>())
                        .add(finding));
        var changed = 0;
        for (var group : byCommand.values()) {
            changed += change(group) ? 1 : 0;
        }
        return changed;
    }

    private boolean change(List<Finding> group) throws IOException {
        var command = command(manifest, group.getFirst());
        if (command.isEmpty()) {
            return false;
        }
        var wanted = Fixes.apply(command.get().text(), group);
        var text = replaced(Files.readString(manifest), command.get(), wanted);
        if (text.isEmpty()) {
            return false;
        }
        var draft = manifest.resolveSibling("." + manifest.getFileName() + ".draft");
        try {
            Files.copy(manifest, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(draft, text.get());
            var fixed = command(draft, group.getFirst())
                    .filter(read -> read.text().equals(wanted))
                    .isPresent();
            if (fixed) {
                Files.move(draft, manifest, StandardCopyOption.ATOMIC_MOVE);
            }
            return fixed;
        } catch (WorkbenchException e) {
            return false; // the changed text is no YAML any more
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Optional<Value.Text> command(Path file, Finding finding) {
        return StepPlaces.steps(file, task)
                .flatMap(steps -> StepPlaces.value(steps, finding))
                .filter(Value.Text.class::isInstance)
                .map(Value.Text.class::cast);
    }

    /** The document with another command; only lines that differ are touched, and only where they stand as they are. */
    private static Optional<String> replaced(String document, Value.Text command, String wanted) {
        var lines = new ArrayList<>(List.of(document.split("\n", -1)));
        var before = command.text().split("\n", -1);
        var after = wanted.split("\n", -1);
        var line = command.place().line() - 1;
        if (before.length != after.length) {
            return Optional.empty();
        }
        for (var index = 0; index < before.length; index++) {
            if (before[index].equals(after[index])) {
                continue;
            }
            while (line < lines.size() && !lines.get(line).contains(before[index])) {
                line++;
            }
            if (line == lines.size()) {
                return Optional.empty();
            }
            var from = line == command.place().line() - 1 ? command.place().column() - 1 : 0;
            var at = lines.get(line)
                    .indexOf(before[index], Math.min(from, lines.get(line).length()));
            if (at < 0) {
                return Optional.empty();
            }
            lines.set(
                    line,
                    lines.get(line).substring(0, at)
                            + after[index]
                            + lines.get(line).substring(at + before[index].length()));
            line++;
        }
        return Optional.of(String.join("\n", lines));
    }
}
