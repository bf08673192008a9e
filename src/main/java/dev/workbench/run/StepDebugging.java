package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.environment.KeptVm;
import dev.workbench.image.BakeFailures;
import dev.workbench.image.FailedBake;
import dev.workbench.remote.Guest;
import java.util.function.ToIntFunction;

/**
 * Lets an author look at a VM as a failing build step left it.
 *
 * <p>After a shell that ends with status 0 the bake is tried again, from the family's files as they are then. What was done
 * to the VM in the shell goes with it; when the same steps fail again for that, it is said.
 */
final class StepDebugging implements BakeFailures {
    private final Workbench workbench;
    private final Environment environment;
    private final OnError onError;
    private final ToIntFunction<Guest> shell;
    private String failedKey = "";
    private boolean again;

    /** {@code shell} opens the author's terminal on a VM and returns its exit status. */
    StepDebugging(Workbench workbench, Environment environment, OnError onError, ToIntFunction<Guest> shell) {
        this.workbench = workbench;
        this.environment = environment;
        this.onError = onError;
        this.shell = shell;
    }

    @Override
    public Then failed(FailedBake failed) {
        return switch (onError) {
            case CLEANUP -> Then.CLEAN_UP;
            case KEEP -> keep(failed);
            case SHELL -> open(failed);
        };
    }

    private Then keep(FailedBake failed) {
        new KeptVm(workbench.parts().access(), workbench.launcher()).adopt(environment, failed);
        workbench.progress().note("the VM is as the step left it: workbench ssh " + environment.id() + " --vm");
        return Then.KEEP;
    }

    private Then open(FailedBake failed) {
        var progress = workbench.progress();
        if (failed.key().equals(failedKey)) {
            progress.warn(
                    "the build steps are the same as those that failed before: a fix that was made in the shell alone"
                            + " is not in them, and is gone");
            return Then.CLEAN_UP;
        }
        progress.warn(failed.failure().message());
        failed.failure().details().ifPresent(progress::note);
        progress.note(
                "a shell on the VM as the step left it; mend the family's build steps, not the VM. `exit` runs the"
                        + " steps again on a VM without your changes, `exit 1` gives up");
        try (var guest = workbench.parts().access().connect(failed.provider(), failed.vm(), failed.admin())) {
            again = shell.applyAsInt(guest) == 0;
        }
        failedKey = failed.key();
        return Then.CLEAN_UP;
    }

    /** Whether the author wants the bake that has just failed to be tried again; true once for each failure. */
    boolean again() {
        var wanted = again;
        again = false;
        return wanted;
    }
}
