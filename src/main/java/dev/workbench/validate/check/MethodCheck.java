package dev.workbench.validate.check;

import dev.workbench.family.Nearest;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of TaskFamily are static, not asynchronous, and take the arguments that they are called with. */
final class MethodCheck implements Check {
    private static final Map<String, List<Integer>> ARGUMENTS = arguments();
    private static final List<String> VALUES =
            List.of("standard_version", "required_environment_variables", "skip_chown_after_start");

    /** With how many arguments each is called; a teardown of older families takes none. */
    private static Map<String, List<Integer>> arguments() {
        var arguments = new LinkedHashMap<String, List<Integer>>();
        arguments.put("install", List.of(0));
        arguments.put("get_tasks", List.of(0));
        arguments.put("get_instructions", List.of(1));
        arguments.put("get_permissions", List.of(1));
        arguments.put("get_aux_vm_spec", List.of(1));
        arguments.put("start", List.of(1));
        arguments.put("score", List.of(2));
        arguments.put("intermediate_score", List.of(1));
        arguments.put("aggregate_scores", List.of(2));
        arguments.put("teardown", List.of(1, 0));
        return arguments;
    }

    @Override
    public void check(Subject family, Findings findings) {
        family.taskFamily()
                .ifPresent(found -> found.members().forEach(member -> {
                    var arguments = ARGUMENTS.get(member.name());
                    if (arguments != null && member.isFunction()) {
                        checkShape(family, member, arguments, findings);
                    } else if (arguments == null && isLost(member.name())) {
                        checkSpelling(family, found, member, findings);
                    }
                }));
    }

    /** What begins with '_' is for the family's own use. */
    private static boolean isLost(String name) {
        return !VALUES.contains(name) && !name.startsWith("_");
    }

    private static void checkShape(Subject family, Outline.Member method, List<Integer> arguments, Findings findings) {
        var name = method.name();
        if (method.isAsync()) {
            findings.add(
                    Rule.METHOD_SHAPE,
                    family.spot(method),
                    name + " is asynchronous; nobody awaits what it returns",
                    "write 'def' and, inside, asyncio.run(...)");
        }
        int bound = method.classMethod() ? 1 : 0;
        var decided = method.least().isPresent();
        var fits = !decided
                || arguments.stream()
                        .anyMatch(count -> method.least().get() <= count + bound
                                && method.most()
                                        .map(most -> count + bound <= most)
                                        .orElse(true));
        if (decided && !method.isStatic() && !method.classMethod()) {
            findings.add(
                    Rule.METHOD_SHAPE,
                    family.spot(method),
                    name + " is not a static method",
                    "put @staticmethod above it" + (fits ? "" : ", and let it take " + count(arguments)));
        } else if (!fits) {
            findings.add(
                    Rule.METHOD_SHAPE,
                    family.spot(method),
                    name + " is called with " + count(arguments) + " and does not take that",
                    "change its arguments to " + signature(name, arguments.getFirst()));
        }
    }

    private static String count(List<Integer> arguments) {
        return switch (arguments.getFirst()) {
            case 0 -> "no argument";
            case 1 -> "one argument";
            default -> "two arguments";
        };
    }

    private static String signature(String name, int count) {
        var second = name.equals("aggregate_scores") ? "score_log" : "submission";
        return name + List.of("()", "(t)", "(t, " + second + ")").get(count);
    }

    private static void checkSpelling(
            Subject family, Outline.TaskFamilyClass found, Outline.Member member, Findings findings) {
        var known = new ArrayList<>(ARGUMENTS.keySet());
        known.addAll(VALUES);
        known.removeIf(found::has);
        Nearest.to(member.name(), known)
                .ifPresent(meant -> findings.add(
                        Rule.MISSPELT_MEMBER,
                        family.spot(member),
                        "TaskFamily." + member.name() + " is never looked at",
                        "did you mean '" + meant + "'?"));
    }
}
