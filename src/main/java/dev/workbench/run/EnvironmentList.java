package dev.workbench.run;

import dev.workbench.container.ContainerInfo;
import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.environment.Status;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Metered;
import dev.workbench.vm.Ownership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The environments there are, with what the engine says of them. */
public final class EnvironmentList {
    private final Workbench workbench;

    public EnvironmentList(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * @param costPerHour US dollars, while it runs in a cloud
     * @param note why an environment is broken, or empty
     */
    public record Row(
            String id,
            String purpose,
            String family,
            String task,
            String status,
            OptionalDouble score,
            Optional<String> vm,
            Optional<Double> costPerHour,
            Instant created,
            Instant expires,
            String note) {}

    public List<Row> rows() {
        var environments = workbench.environments().all();
        if (environments.isEmpty()) {
            return List.of();
        }
        var running = runningMainContainers();
        return environments.stream()
                .map(environment -> row(environment, running))
                .toList();
    }

    private static Row row(Environment environment, Optional<List<String>> running) {
        var record = environment.record();
        var note = note(environment, running);
        return new Row(
                record.id(),
                record.purpose(),
                record.family(),
                record.task(),
                note.isEmpty() ? record.status().word() : Status.BROKEN.word(),
                record.score(),
                record.vm().map(vm -> vm.providerName() + " " + vm.ipAddress()),
                record.vm().flatMap(EnvironmentRecord.Vm::cost).map(Metered.Cost::perHour),
                record.created(),
                record.expires(),
                note);
    }

    private static String note(Environment environment, Optional<List<String>> running) {
        var record = environment.record();
        if (Housekeeping.isLeftOver(environment)) {
            return "the command that made it did not end well";
        }
        var stopped = running.isPresent()
                && record.started().isPresent()
                && record.container()
                        .map(main -> !running.get().contains(main.id()))
                        .orElse(false);
        return stopped ? "its main container does not run any more" : "";
    }

    /** Ids; empty when there is no engine to ask. */
    private Optional<List<String>> runningMainContainers() {
        try {
            return Optional.of(workbench.engine().containers(Map.of(Ownership.LABEL_ROLE, "main")).stream()
                    .filter(ContainerInfo::running)
                    .map(ContainerInfo::id)
                    .toList());
        } catch (WorkbenchException e) {
            workbench.progress().warn("the states shown are the last known ones: " + e.message());
            return Optional.empty();
        }
    }
}
