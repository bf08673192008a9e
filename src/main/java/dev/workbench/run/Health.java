package dev.workbench.run;

import dev.workbench.container.ContainerInfo;
import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.environment.Status;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Ownership;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What environments' records cannot know: whether the machines still run. The engine is asked once for all of them. */
public final class Health {
    private final Workbench workbench;
    private final Optional<Set<String>> running;

    private Health(Workbench workbench, Optional<Set<String>> running) {
        this.workbench = workbench;
        this.running = running;
    }

    /** Asks the engine; without one, what the records say is taken to be still true, and a warning tells so. */
    public static Health of(Workbench workbench, List<Environment> environments) {
        if (environments.stream().allMatch(each -> each.record().started().isEmpty())) {
            return new Health(workbench, Optional.empty());
        }
        try {
            var running = new HashSet<String>();
            addRunning(workbench, "main", running);
            if (environments.stream().anyMatch(each -> each.record().vm().isPresent())) {
                addRunning(workbench, "vm", running);
            }
            return new Health(workbench, Optional.of(running));
        } catch (WorkbenchException e) {
            workbench.progress().warn("the states shown are the last known ones: " + e.message());
            return new Health(workbench, Optional.empty());
        }
    }

    private static void addRunning(Workbench workbench, String role, Set<String> running) {
        workbench.engine().containers(Map.of(Ownership.LABEL_ROLE, role)).stream()
                .filter(ContainerInfo::running)
                .forEach(container -> {
                    running.add(container.id());
                    running.add(container.name());
                });
    }

    /** Why the environment is broken, or empty. */
    public String note(Environment environment) {
        var record = environment.record();
        if (Housekeeping.isLeftOver(environment)) {
            return "the command that made it did not end well";
        }
        if (running.isEmpty() || record.started().isEmpty()) {
            return "";
        }
        if (record.container()
                .filter(main -> !running.get().contains(main.id()))
                .isPresent()) {
            return "its main container does not run any more";
        }
        var machine = record.vm().flatMap(this::container);
        return machine.isPresent() && !running.get().contains(machine.get()) ? "its aux VM does not run any more" : "";
    }

    /** The status that people are shown. */
    public String status(Environment environment) {
        return note(environment).isEmpty() ? environment.record().status().word() : Status.BROKEN.word();
    }

    /** The container that an aux VM runs in, where it runs in one. */
    private Optional<String> container(EnvironmentRecord.Vm vm) {
        return workbench.parts().providers().named(vm.provider()).networkContainer(vm.name());
    }
}
