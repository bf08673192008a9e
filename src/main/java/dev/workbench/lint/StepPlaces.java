package dev.workbench.lint;

import dev.workbench.family.ManifestTask;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.document.Place;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Value;
import dev.workbench.family.document.YamlDocument;
import java.nio.file.Path;
import java.util.Optional;

/** Where the build steps of a task stand: in the manifest, with line and column, or in the family's code. */
final class StepPlaces {
    private final String code;
    private final Optional<Value> steps;

    private StepPlaces(String code, Optional<Value> steps) {
        this.code = code;
        this.steps = steps;
    }

    static StepPlaces of(TaskFamily family, String task) {
        var inManifest = family.manifest()
                .filter(manifest ->
                        manifest.task(task).flatMap(ManifestTask::auxVm).isPresent());
        return new StepPlaces(
                "get_aux_vm_spec(" + task + ")", inManifest.flatMap(manifest -> steps(manifest.file(), task)));
    }

    /** The list of build steps in a manifest. */
    static Optional<Value> steps(Path manifest, String task) {
        return entry(YamlDocument.read(manifest, manifest.toString(), new Problems()), "tasks")
                .flatMap(tasks -> entry(tasks, task))
                .flatMap(found -> entry(found, "aux_vm"))
                .flatMap(vm -> entry(vm, "build_steps"));
    }

    /** What a finding is about: a command, or a file step's destination. */
    static Optional<Value> value(Value steps, Finding finding) {
        return item(steps, finding.step())
                .flatMap(step -> entry(step, "commands")
                        .flatMap(commands -> item(commands, finding.command()))
                        .or(() -> entry(step, "destination")));
    }

    String of(Finding finding) {
        return steps.flatMap(list -> value(list, finding))
                .map(Value::place)
                .map(Place::where)
                .orElseGet(() -> code + ", build_steps[" + finding.step() + "]"
                        + (finding.rule() == Rule.UPLOAD_DESTINATION ? "" : ".commands[" + finding.command() + "]"));
    }

    private static Optional<Value> entry(Value value, String key) {
        return value instanceof Value.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .findFirst()
                        .map(Value.Entry::value)
                : Optional.empty();
    }

    private static Optional<Value> item(Value value, int index) {
        return value instanceof Value.Sequence sequence
                        && index < sequence.items().size()
                ? Optional.of(sequence.items().get(index))
                : Optional.empty();
    }
}
