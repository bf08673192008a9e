package dev.workbench.validate.check;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.BuildSources;
import dev.workbench.family.VmSpec;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.util.Optional;

/** VM specs keep to their schema, copy sources that there are, and ask for a machine that somebody has. */
final class VmSpecCheck implements Check {
    @Override
    public void check(Subject family, Findings findings) {
        family.tasks()
                .ifPresent(manifest -> manifest.tasks()
                        .values()
                        .forEach(task -> task.auxVm().ifPresent(spec -> {
                            var spot = family.manifestSpot("tasks", task.name(), "aux_vm");
                            if (isWhole(family, task.name())) {
                                checkSpec(family, Optional.of(task.name()), spec, spot, findings);
                            }
                        })));
        family.taskFamily()
                .flatMap(found -> found.member("get_aux_vm_spec"))
                .ifPresent(method -> checkLiteral(family, method, findings));
    }

    /** Whether the manifest's reader has nothing against the spec, for it looks at the sources too. */
    private static boolean isWhole(Subject family, String task) {
        return family.manifest().stream()
                .flatMap(examined -> examined.problems().stream())
                .noneMatch(problem -> problem.place().path().startsWith("tasks." + task + ".aux_vm"));
    }

    private static void checkLiteral(Subject family, Outline.Member method, Findings findings) {
        try {
            LiteralSpec.read(method, family.directory())
                    .ifPresent(spec -> checkSpec(family, Optional.empty(), spec, family.spot(method), findings));
        } catch (WorkbenchException e) {
            findings.add(Rule.VM_SPEC, Optional.empty(), e, family.spot(method));
        }
    }

    private static void checkSpec(Subject family, Optional<String> task, VmSpec spec, Spot spot, Findings findings) {
        try {
            BuildSources.resolve(family.directory(), spec.buildSteps(), "aux_vm");
        } catch (WorkbenchException e) {
            findings.add(Rule.VM_SPEC, task, e, spot);
        }
        Offers.refusal(spec)
                .ifPresent(refusal -> findings.add(
                        Rule.VM_OFFER,
                        task,
                        WorkbenchException.badInput("vm_offer", refusal).hint("ask for less, or widen the ranges"),
                        spot));
    }
}
