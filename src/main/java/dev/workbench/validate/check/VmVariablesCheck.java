package dev.workbench.validate.check;

import dev.workbench.family.RequiredVariables;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;
import java.util.stream.Collectors;

/** Required variables are a list of names, and a family whose code has an aux VM declares those that lead to it. */
final class VmVariablesCheck implements Check {
    private static final String VARIABLES = "required_environment_variables";

    @Override
    public void check(Subject family, Findings findings) {
        family.taskFamily().ifPresent(found -> {
            var declared = found.member(VARIABLES);
            declared.filter(member -> member.hasKnownValue() && !isList(member))
                    .ifPresent(member -> findings.add(
                            Rule.MEMBER_VALUE,
                            family.spot(member),
                            VARIABLES + " is " + member.value() + ", not a list of names",
                            "write [\"NAME\", ...]"));
            var vm = found.member("get_aux_vm_spec")
                    .filter(member -> !member.value().isNull());
            var inherited = declared.isEmpty() && found.bases();
            if (vm.isPresent()
                    && !inherited
                    && declared.map(VmVariablesCheck::isList).orElse(true)) {
                var missing = RequiredVariables.SUPPLIED.stream()
                        .filter(name ->
                                declared.filter(member -> has(member, name)).isEmpty())
                        .sorted()
                        .collect(Collectors.joining(", "));
                if (!missing.isEmpty()) {
                    findings.add(
                            Rule.VM_VARIABLES,
                            family.spot(declared.orElse(vm.get())),
                            "the family has an aux VM and does not declare " + missing,
                            "required_environment_variables = VM_ENVIRONMENT_VARIABLES, from common.aux_vm_access");
                }
            }
        });
    }

    private static boolean isList(Outline.Member member) {
        return member.value().isArray()
                && member.value().valueStream().allMatch(item -> item.isTextual() || item.has("?"));
    }

    private static boolean has(Outline.Member member, String name) {
        return member.value()
                .valueStream()
                .anyMatch(item -> item.has("?") || item.asText().equals(name));
    }
}
