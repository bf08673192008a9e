package dev.workbench.validate.check;

import dev.workbench.family.ManifestTask;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs in an environment without the permission full_internet does not fetch things from the internet. */
final class InternetCheck implements Check {
    private static final Pattern FETCHES = Pattern.compile(
            "\\b(?:pip3? install|apt(?:-get)? (?:-\\S+ )*install|npm install"
                    + "|git clone https?://|(?:curl|wget)\\s[^|;&]*https?://(?!localhost|127\\.|\\{|\\$)[A-Za-z0-9.-]+\\.[a-z]{2,})");
    private static final List<String> INSIDE =
            List.of("start", "score", "intermediate_score", "aggregate_scores", "teardown");
    private static final String REMEDY =
            "do it in install, which always has internet access, or ask for the permission full_internet";

    @Override
    public void check(Subject family, Findings findings) {
        checkCode(family, findings);
        if (family.module().isEmpty()) {
            family.tasks()
                    .ifPresent(manifest -> manifest.tasks().values().stream()
                            .filter(task -> task.permissions().isEmpty())
                            .forEach(task -> checkTask(family, task, findings)));
        }
    }

    private static void checkTask(Subject family, ManifestTask task, Findings findings) {
        var commands = Stream.of(
                task.start().stream().map(command -> new String[] {"start", command}),
                task.teardown().stream().map(command -> new String[] {"teardown", command}),
                task.score().stream().map(score -> new String[] {"score", score.command()}));
        commands.flatMap(each -> each).forEach(each -> {
            var found = FETCHES.matcher(each[1]);
            if (found.find()) {
                findings.add(
                        Rule.NEEDS_INTERNET,
                        task.name(),
                        family.manifestSpot("tasks", task.name(), each[0]),
                        each[0] + " runs '" + found.group() + "' without internet access",
                        REMEDY);
            }
        });
    }

    private static void checkCode(Subject family, Findings findings) {
        var closed = family.taskFamily()
                .filter(found -> !found.bases())
                .map(found -> found.member("get_permissions")
                        .map(method ->
                                method.value().isArray() && method.value().isEmpty())
                        .orElse(true))
                .orElse(false);
        if (!closed) {
            return;
        }
        var outline = family.outline().orElseThrow();
        var inside = inside(outline);
        outline.strings().stream().filter(text -> inside.contains(text.scope())).forEach(text -> {
            var found = FETCHES.matcher(text.text());
            if (found.find()) {
                findings.add(
                        Rule.NEEDS_INTERNET,
                        new Spot(family.module().orElseThrow(), text.line(), text.column()),
                        text.scope() + " runs '" + found.group() + "' without internet access",
                        REMEDY);
            }
        });
    }

    /** The functions that may run inside an environment: the members that do, and what they call by name. */
    private static Set<String> inside(Outline outline) {
        var inside = new HashSet<>(INSIDE);
        var left = new ArrayDeque<>(INSIDE);
        while (!left.isEmpty()) {
            var scope = left.remove();
            outline.calls().stream()
                    .filter(call -> call.scope().equals(scope) && inside.add(call.name()))
                    .forEach(call -> left.add(call.name()));
        }
        inside.remove("install");
        return inside;
    }
}
