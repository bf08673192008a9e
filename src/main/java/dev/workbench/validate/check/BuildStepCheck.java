package dev.workbench.validate.check;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.lint.TaskLint;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.util.List;

/** Build steps keep to what experience says; see {@link TaskLint}. */
final class BuildStepCheck implements Check {
    @Override
    public void check(Subject family, Findings findings) {
        family.tasks()
                .ifPresent(manifest -> manifest.tasks()
                        .values()
                        .forEach(task ->
                                task.auxVm().ifPresent(spec -> inManifest(family, task.name(), spec, findings))));
        family.taskFamily()
                .flatMap(found -> found.member("get_aux_vm_spec"))
                .filter(Outline.Member::hasKnownValue)
                .ifPresent(method -> inCode(family, method, findings));
    }

    private static void inCode(Subject family, Outline.Member method, Findings findings) {
        try {
            LiteralSpec.read(method, family.directory())
                    .map(TaskLint::findings)
                    .orElse(List.of())
                    .forEach(finding -> findings.add(
                            Rule.of(finding.rule()),
                            family.spot(method),
                            "build_steps[" + finding.step() + "]: " + finding.message(),
                            finding.rule().fix()));
        } catch (WorkbenchException e) {
            // A spec that cannot be read is told by the check of specs.
        }
    }

    private static void inManifest(Subject family, String task, VmSpec spec, Findings findings) {
        var file = family.manifestFile();
        TaskLint.findings(spec)
                .forEach(finding -> findings.add(
                        Rule.of(finding.rule()),
                        task,
                        TaskLint.place(file, task, finding)
                                .map(place -> Spot.of(file, place))
                                .orElseGet(() -> family.manifestSpot("tasks", task, "aux_vm", "build_steps")),
                        finding.message(),
                        finding.rule().fix()
                                + (finding.edits().isEmpty() ? "" : " ('workbench vm images lint --fix' does)")));
    }
}
