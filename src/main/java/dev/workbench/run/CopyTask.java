package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.environment.copy.Copy;
import dev.workbench.environment.copy.CopyPath;
import dev.workbench.remote.Guest;
import java.util.Optional;

/** Copies files into and out of environments. */
public final class CopyTask {
    private final Workbench workbench;

    public CopyTask(Workbench workbench) {
        this.workbench = workbench;
    }

    public void copy(CopyPath from, CopyPath to) {
        var machines = new Copy.Machines() {
            @Override
            public String container(String environment) {
                var session = Session.open(workbench, find(environment));
                session.checkRunning();
                return session.container().id();
            }

            @Override
            public Guest vm(String environment) {
                return new Shells(workbench).guest(find(environment));
            }
        };
        new Copy(workbench.engine(), machines, workbench.progress()).copy(from, to);
    }

    private Environment find(String word) {
        return workbench.environments().find(word.isEmpty() ? Optional.empty() : Optional.of(word));
    }
}
