package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.environment.Status;
import dev.workbench.error.WorkbenchException;
import java.time.Instant;

/** What every command does first: destroy expired environments, tell about those that a dead command left. */
public final class Housekeeping {
    private final Workbench workbench;

    public Housekeeping(Workbench workbench) {
        this.workbench = workbench;
    }

    public void sweep() {
        var now = Instant.now();
        for (var environment : workbench.environments().all()) {
            if (environment.record().expires().isBefore(now)) {
                destroyExpired(environment);
            } else if (isLeftOver(environment)) {
                workbench
                        .progress()
                        .warn("environment '" + environment.id()
                                + "' was left by a command that did not end well; remove it with: workbench destroy "
                                + environment.id());
            }
        }
    }

    private void destroyExpired(Environment environment) {
        try (var lock = environment.tryLock().orElse(null)) {
            if (lock == null) {
                return; // somebody works on it, and will end
            }
            workbench.progress().note("environment '" + environment.id() + "' has expired: removing it");
            new DestroyTask(workbench).destroy(environment);
        } catch (WorkbenchException e) {
            workbench
                    .progress()
                    .warn("could not remove the expired environment '" + environment.id() + "': " + e.message());
        }
    }

    /** Whether its record says that a process works on it, and none does. */
    static boolean isLeftOver(Environment environment) {
        var status = environment.record().status();
        if (status == Status.BROKEN) {
            return true;
        }
        if (status != Status.STARTING) {
            return false;
        }
        var lock = environment.tryLock();
        lock.ifPresent(Environment.Lock::close);
        return lock.isPresent();
    }
}
