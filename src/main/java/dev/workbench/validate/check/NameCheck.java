package dev.workbench.validate.check;

import dev.workbench.family.FamilyNames;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Families and tasks are named in snake_case, and a family's module can be imported by its name. */
final class NameCheck implements Check {
    /** A task may begin with a digit: it is no name in a program. */
    private static final Pattern TASK = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");

    @Override
    public void check(Subject family, Findings findings) {
        if (!FamilyNames.isSnakeCase(family.name())) {
            findings.add(
                    Rule.FAMILY_NAME,
                    family.spot(),
                    "the family's name '" + family.name() + "' is not in snake_case",
                    "rename the directory" + (family.module().isPresent() ? " and its Python file" : "")
                            + " with small letters, digits and single '_'");
        } else if (family.module().isPresent() && FamilyNames.isTakenInPython(family.name())) {
            findings.add(
                    Rule.PYTHON_NAME,
                    family.spot(),
                    "'import " + family.name() + "' would find another module than this family, or none",
                    "rename the directory and its Python file");
        }
        tasks(family).forEach((task, spot) -> {
            if (!TASK.matcher(task).matches()) {
                findings.add(
                        Rule.TASK_NAME,
                        task,
                        spot,
                        "the task's name '" + task + "' is not in snake_case",
                        "use small letters, digits and single '_'");
            }
        });
    }

    private static Map<String, Spot> tasks(Subject family) {
        var tasks = new LinkedHashMap<String, Spot>();
        family.outline()
                .flatMap(outline -> outline.tasks())
                .ifPresent(known -> known.forEach(task ->
                        tasks.put(task.name(), new Spot(family.module().orElseThrow(), task.line(), task.column()))));
        family.tasks()
                .ifPresent(manifest -> manifest.tasks()
                        .keySet()
                        .forEach(task -> tasks.putIfAbsent(task, family.manifestSpot("tasks", task))));
        return tasks;
    }
}
