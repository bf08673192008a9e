package dev.workbench.e2e;

import java.util.Arrays;
import java.util.Optional;

/** The commands of the documents that {@code DocumentsIT} does not run, and why. */
public enum OnlyParsed {
    MAVEN("./mvnw", "Maven is what runs the tests"),
    PRUNE_FROM_CRON("workbench vm images prune /srv/families", "it would remove images of the machine that tests"),
    REAP_FROM_CRON("workbench vm reap --all-regions", "it looks at everybody's; Ec2ReapIT runs it in the test lab"),
    REAP("./workbench vm reap --dry-run", "it needs an account with something left; Ec2DocumentsIT runs it"),
    OUTDATED("workbench vm images outdated", "it needs AWS; Ec2DocumentsIT runs it in the test lab");

    private final String start;
    private final String reason;

    OnlyParsed(String start, String reason) {
        this.start = start;
        this.reason = reason;
    }

    public static Optional<OnlyParsed> of(Shown shown) {
        return Arrays.stream(values()).filter(each -> each.fits(shown)).findFirst();
    }

    public boolean fits(Shown shown) {
        return shown.command().startsWith(start);
    }

    @Override
    public String toString() {
        return start + ": " + reason;
    }
}
