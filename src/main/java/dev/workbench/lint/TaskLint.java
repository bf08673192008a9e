package dev.workbench.lint;

import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.family.document.Place;
import dev.workbench.family.document.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks the build steps of one task and says where each finding is. */
public final class TaskLint {
    private TaskLint() {}

    /**
     * A finding as people read it.
     *
     * @param rule its id
     * @param place {@code file:line:column} in a manifest, else the step in the family's code
     * @param mechanical whether the fix can be made without a person
     */
    public record Advice(String task, String rule, String place, String message, String fix, boolean mechanical) {}

    public static List<Advice> check(TaskFamily family, String task, VmSpec spec) {
        var findings = findings(spec);
        if (findings.isEmpty()) {
            return List.of();
        }
        var places = StepPlaces.of(family, task);
        return findings.stream()
                .map(finding -> new Advice(
                        task,
                        finding.rule().id(),
                        places.of(finding),
                        finding.message(),
                        finding.rule().fix(),
                        !finding.edits().isEmpty()))
                .toList();
    }

    /** Where the manifest has what a finding of one of its tasks is about. */
    public static Optional<Place> place(Path manifest, String task, Finding finding) {
        return StepPlaces.steps(manifest, task)
                .flatMap(steps -> StepPlaces.value(steps, finding))
                .map(Value::place);
    }

    /** In the order of the steps. */
    public static List<Finding> findings(VmSpec spec) {
        return StepLint.check(spec.buildSteps(), spec.baseImage().startsWith("ubuntu") ? "ubuntu" : "admin");
    }
}
