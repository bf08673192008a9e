package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Rule;
import dev.workbench.validate.SourceFile;
import dev.workbench.validate.Subject;
import java.util.List;
import java.util.regex.Pattern;

/** No secret lies in a family: everything in it goes into its image. The secret itself is never shown. */
final class SecretCheck implements Check {
    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    "a private key",
                    "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:\\s|\\\\r|\\\\n)+[A-Za-z0-9+/=:, -]{20}"),
            new Shape("an AWS access key", "\\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\\b"),
            new Shape("an AWS secret key", "(?i)aws_secret_access_key[\"']?\\s*[=:]\\s*[\"']?[A-Za-z0-9/+]{40}\\b"),
            new Shape("a GitHub token", "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,})"),
            new Shape("a GitLab token", "\\bglpat-[A-Za-z0-9_-]{20}"),
            new Shape(
                    "an API key",
                    "\\bsk-(?:ant-[a-z]+[0-9]+-[A-Za-z0-9_-]{32}|(?:[a-z]+-)*[A-Za-z0-9_]{20}[A-Za-z0-9_-]{12,})"),
            new Shape("an npm token", "\\bnpm_[A-Za-z0-9]{36}\\b"),
            new Shape("a Stripe key", "\\b[rs]k_live_[A-Za-z0-9]{20,}"),
            new Shape("a Hugging Face token", "\\bhf_[A-Za-z0-9]{34}\\b"),
            new Shape("a Slack token", "\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
            new Shape("a Google API key", "\\bAIza[A-Za-z0-9_-]{35}\\b"));

    private record Shape(String what, Pattern pattern) {
        Shape(String what, String regex) {
            this(what, Pattern.compile(regex));
        }
    }

    @Override
    public void check(Subject family, Findings findings) {
        for (var file : family.files()) {
            if (!file.name().equals(".env")) { // stays out of every image, and is where people keep such values
                SHAPES.forEach(shape -> check(file, shape, findings));
            }
        }
    }

    private static void check(SourceFile file, Shape shape, Findings findings) {
        var found = shape.pattern().matcher(file.text());
        if (found.find()) {
            findings.add(
                    Rule.SECRET,
                    file.spot(found.start()),
                    "this looks like " + shape.what(),
                    "take it out (and revoke it); secrets come from required_environment_variables. If it is none, write"
                            + " 'workbench: ignore " + Rule.SECRET.id() + "' in that line or the one above");
        }
    }
}
