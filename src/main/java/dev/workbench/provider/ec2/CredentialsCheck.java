package dev.workbench.provider.ec2;

import dev.workbench.host.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Until when the credentials hold that AWS has just accepted. */
final class CredentialsCheck {
    private static final Duration SHORT = Duration.ofMinutes(15);

    private CredentialsCheck() {}

    static Finding finding(Optional<Instant> expires, Instant now) {
        if (expires.isEmpty()) {
            return Finding.ok("credentials", "they say nothing of an end");
        }
        var until = "until " + expires.get().truncatedTo(ChronoUnit.SECONDS);
        var left = Duration.between(now, expires.get());
        return left.compareTo(SHORT) > 0
                ? Finding.ok("credentials", until)
                : Finding.warn(
                        "credentials",
                        until + ", for " + Math.max(0, left.toMinutes()) + " more minutes",
                        "unless your profile renews them by itself, log in again: aws sso login");
    }
}
