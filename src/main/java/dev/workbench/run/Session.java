package dev.workbench.run;

import dev.workbench.container.ContainerInfo;
import dev.workbench.environment.AuxVmAccount;
import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.task.TaskCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An environment whose task has started, as later commands find it: the way into its containers and its code. */
final class Session {
    private final Workbench workbench;
    private final Environment environment;

    private Session(Workbench workbench, Environment environment) {
        this.workbench = workbench;
        this.environment = environment;
    }

    /** @throws WorkbenchException (exit code 2) when the environment is not in a state to be used */
    static Session open(Workbench workbench, Environment environment) {
        var id = environment.id();
        if (environment.record().container().isEmpty()
                || environment.record().started().isEmpty()) {
            throw WorkbenchException.badInput(
                            "environment_broken", "environment '" + id + "' never got as far as to start")
                    .hint("workbench destroy " + id);
        }
        return new Session(workbench, environment);
    }

    Environment environment() {
        return environment;
    }

    EnvironmentRecord record() {
        return environment.record();
    }

    EnvironmentRecord.Container container() {
        return environment.record().container().orElseThrow();
    }

    TaskCode code() {
        return code("task");
    }

    /** @param source whose output it is that is printed meanwhile */
    TaskCode code(String source) {
        return new TaskCode(workbench.engine(), container().id(), workbench.progress(), source);
    }

    /** Fails with a plain word when the main container is not there any more. */
    void checkRunning() {
        if (!runs(container().id())) {
            throw broken("main container");
        }
    }

    /** The same for the aux VM, where asking costs nothing: the task's code would wait for it in vain. */
    void checkVmRunning() {
        var provider = record().vm().map(vm -> workbench.parts().providers().named(vm.provider()));
        var gone = provider.flatMap(
                        vms -> vms.networkContainer(record().vm().orElseThrow().name()))
                .filter(container -> !runs(container));
        if (gone.isPresent()) {
            throw broken("aux VM");
        }
    }

    private boolean runs(String container) {
        return workbench
                .engine()
                .inspect(container)
                .filter(ContainerInfo::running)
                .isPresent();
    }

    private WorkbenchException broken(String machine) {
        return WorkbenchException.badInput(
                        "environment_broken", "the " + machine + " of '" + environment.id() + "' does not run any more")
                .hint("workbench destroy " + environment.id());
    }

    /** The manifest's entry for the task, read again from the family's directory. */
    Optional<ManifestTask> manifest() {
        return FamilyLoader.load(record().familyDirectory())
                .manifest()
                .flatMap(manifest -> Optional.ofNullable(manifest.tasks().get(record().task())));
    }

    /** Required variables and the VM's: secrets, resolved anew, for they are kept nowhere. */
    Map<String, String> variables(Optional<Path> envFile) {
        var required = record().description().orElseThrow().requiredEnvironmentVariables();
        var values = RequiredVariables.of(
                        envFile.or(() -> record().envFile()), workbench.variables(), workbench.directory())
                .require(required, "task " + record().family() + "/" + record().task());
        var variables = new HashMap<>(values.byName());
        record().vm().ifPresent(vm -> variables.putAll(AuxVmAccount.variables(environment, vm)));
        return variables;
    }
}
