package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.nio.file.Path;
import java.util.List;

/** The Python files parse, and the family's own defines TaskFamily with the methods it must have. */
final class ClassCheck implements Check {
    private static final List<String> MANDATORY = List.of("get_tasks", "get_instructions");

    @Override
    public void check(Subject family, Findings findings) {
        family.outlines()
                .forEach((file, outline) -> outline.error()
                        .ifPresent(error -> findings.add(
                                isModule(family, file) ? Rule.PYTHON_SYNTAX : Rule.HELPER_SYNTAX,
                                new Spot(file, error.line(), error.column()),
                                "Python cannot read this: " + error.message(),
                                "the main container has Python 3.11")));
        family.outline()
                .filter(outline -> !outline.hasClass())
                .ifPresent(none -> findings.add(
                        Rule.NO_CLASS,
                        family.spot(),
                        "there is no class TaskFamily",
                        "define 'class TaskFamily:' with the static methods get_tasks and get_instructions"));
        family.taskFamily()
                .filter(known -> !known.bases())
                .ifPresent(found -> MANDATORY.stream()
                        .filter(name -> !found.has(name))
                        .forEach(name -> findings.add(
                                Rule.MISSING_METHOD,
                                new Spot(family.module().orElseThrow(), found.line(), found.column()),
                                "TaskFamily has no method " + name,
                                "write it as a static method; every family needs it")));
    }

    private static boolean isModule(Subject family, Path file) {
        return family.module().filter(file::equals).isPresent();
    }
}
