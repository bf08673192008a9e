package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;

/** Permissions are those that there are. */
final class PermissionCheck implements Check {
    @Override
    public void check(Subject family, Findings findings) {
        family.taskFamily()
                .flatMap(found -> found.member("get_permissions"))
                .filter(Outline.Member::hasKnownValue)
                .filter(method -> !isRight(method))
                .ifPresent(method -> findings.add(
                        Rule.PERMISSION,
                        family.spot(method),
                        "get_permissions returns " + method.value() + "; it must be [] or [\"full_internet\"]",
                        "the only permission is full_internet"));
    }

    private static boolean isRight(Outline.Member method) {
        var value = method.value();
        return value.isArray()
                && value.size() <= 1
                && value.valueStream().allMatch(item -> item.asText().equals("full_internet"));
    }
}
