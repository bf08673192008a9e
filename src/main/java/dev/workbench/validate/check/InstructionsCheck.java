package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;

/** The agent is told something; a manifest's empty instructions are told by the manifest's reader. */
final class InstructionsCheck implements Check {
    private static final String REMEDY = "say what the agent is to do, and where its result is to be";

    @Override
    public void check(Subject family, Findings findings) {
        family.taskFamily()
                .flatMap(found -> found.member("get_instructions"))
                .filter(Outline.Member::hasKnownValue)
                .filter(method ->
                        method.value().isTextual() ? method.value().asText().isBlank() : method.isFunction())
                .ifPresent(method -> findings.add(
                        Rule.NO_INSTRUCTIONS,
                        family.spot(method),
                        method.value().isTextual() ? "the instructions are empty" : "get_instructions returns no text",
                        REMEDY));
    }
}
