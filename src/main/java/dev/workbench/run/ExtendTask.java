package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.ExpiryExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lets an environment live longer; its VM, which would end itself, is told too. */
public final class ExtendTask {
    private final Workbench workbench;

    public ExtendTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @return the new expiry, {@code duration} from now */
    public Instant extend(Environment environment, Duration duration) {
        if (Housekeeping.isLeftOver(environment)) {
            throw WorkbenchException.badInput("environment_broken", "environment '" + environment.id() + "' is broken")
                    .hint("workbench destroy " + environment.id());
        }
        var expires = Instant.now().plus(duration).truncatedTo(ChronoUnit.SECONDS);
        environment
                .record()
                .vm()
                .ifPresent(vm -> workbench
                        .parts()
                        .providers()
                        .named(vm.provider())
                        .ability(ExpiryExtension.class)
                        .ifPresent(extension -> extension.extend(vm.name(), expires)));
        new Lease(workbench.engine(), environment).renew(expires);
        environment.update(record -> record.withExpiry(expires));
        return expires;
    }
}
