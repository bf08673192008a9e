package dev.workbench.validate;

import dev.workbench.validate.Report.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What has been tried with one family until now. */
final class FamilyTrials {
    private final StaticTier.Checked checked;
    private final Trials trials;
    private final List<String> tasks = new CopyOnWriteArrayList<>();
    private final Instant begin = Instant.now();
    private final List<Trial> done = new ArrayList<>();

    FamilyTrials(StaticTier.Checked checked, Trials trials) {
        this.checked = checked;
        this.trials = trials;
    }

    /** The names of its tasks in the order in which they are declared: empty until the build has told. */
    List<String> tasks() {
        return tasks;
    }

    synchronized void add(Trial trial) {
        done.add(trial);
    }

    /** Its trials task by task, in whatever order they ended. */
    synchronized Report.Family report() {
        var findings = new ArrayList<>(checked.findings());
        done.stream().flatMap(trial -> trial.findings().stream()).distinct().forEach(findings::add);
        findings.sort(Finding.ORDER);
        return new Report.Family(
                checked.family().name(),
                checked.family().directory(),
                List.copyOf(findings),
                done.stream()
                        .sorted(Comparator.<Trial>comparingInt(trial -> tasks.indexOf(trial.task()))
                                .thenComparingInt(trial -> Trial.KINDS.indexOf(trial.kind())))
                        .toList(),
                trials.failures(),
                Duration.between(begin, Instant.now()));
    }
}
