package dev.workbench.validate;

import dev.workbench.progress.Progress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads all families and holds them against rules: no engine, and no code of any family runs. */
public final class StaticTier {
    /** Data of tasks may be thousands of Python files; what a family imports is few. */
    private static final int MOST_FILES = 50;

    private final Function<List<Path>, Optional<Map<Path, Outline>>> python;
    private final List<Check> checks;
    private final Progress progress;

    /** @param python makes the outlines of Python files, or nothing where it cannot be had */
    public StaticTier(
            Function<List<Path>, Optional<Map<Path, Outline>>> python, List<Check> checks, Progress progress) {
        this.python = python;
        this.checks = List.copyOf(checks);
        this.progress = progress;
    }

    /**
     * What was found of each family.
     *
     * @param outlined whether the Python files could be read
     */
    public record Result(List<Checked> families, boolean outlined) {}

    public record Checked(Subject family, List<Finding> findings) {}

    public Result check(List<Path> directories, Suppressions suppressions) {
        try (var phase = progress.phase("read families")) {
            var subjects = directories.parallelStream().map(Subject::read).toList();
            var outlines = outlines(subjects);
            var checked = subjects.parallelStream()
                    .map(subject -> check(subject.with(own(subject, outlines.orElse(Map.of()))), suppressions))
                    .toList();
            phase.done(subjects.size() + (subjects.size() == 1 ? " family" : " families"));
            return new Result(checked, outlines.isPresent());
        }
    }

    private Checked check(Subject subject, Suppressions suppressions) {
        var findings = new Findings(subject.name(), subject.directory());
        checks.forEach(check -> check.check(subject, findings));
        return new Checked(
                subject,
                findings.all().stream()
                        .filter(finding -> !suppressions.covers(finding, subject))
                        .toList());
    }

    private Optional<Map<Path, Outline>> outlines(List<Subject> subjects) {
        var files =
                subjects.stream().flatMap(subject -> python(subject).stream()).toList();
        return files.isEmpty() ? Optional.of(Map.of()) : python.apply(files);
    }

    /** A family's module and what stands beside it, which it may import. */
    private static List<Path> python(Subject subject) {
        return subject.files().stream()
                .filter(file -> file.isPython() && !file.name().contains("/"))
                .map(SourceFile::path)
                .limit(MOST_FILES)
                .toList();
    }

    private static Map<Path, Outline> own(Subject subject, Map<Path, Outline> all) {
        var own = new HashMap<Path, Outline>();
        for (var file : python(subject)) {
            var outline = all.get(file);
            if (outline != null) {
                own.put(file, outline);
            }
        }
        return own;
    }
}
