package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Outline;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;
import java.util.regex.Pattern;

/** The family says which Task Standard it was written for, and it is one that is known here. */
final class VersionCheck implements Check {
    private static final Pattern KNOWN = Pattern.compile("0\\.[123](\\.\\d+)?");

    @Override
    public void check(Subject family, Findings findings) {
        family.taskFamily()
                .flatMap(found -> found.member("standard_version"))
                .filter(Outline.Member::hasKnownValue)
                .filter(member -> !KNOWN.matcher(member.value().asText()).matches())
                .ifPresent(member -> findings.add(
                        Rule.STANDARD_VERSION,
                        family.spot(member),
                        "standard_version is " + member.value() + ", and nothing here knows what that asks for",
                        "versions known: 0.1.x, 0.2.x, 0.3.x, written as a text such as \"0.3.0\""));
    }
}
