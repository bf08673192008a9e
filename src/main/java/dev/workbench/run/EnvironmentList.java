package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.vm.Metered;
import java.time.Instant;
import java.util.List;
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
     * @param expires empty where the record cannot be read
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
            Optional<Instant> expires,
            String note) {}

    public List<Row> rows() {
        var environments = workbench.environments().all();
        var health = Health.of(workbench, environments);
        return environments.stream()
                .map(environment -> row(environment, health))
                .toList();
    }

    private static Row row(Environment environment, Health health) {
        var record = environment.record();
        return new Row(
                record.id(),
                record.purpose(),
                record.family(),
                record.task(),
                health.status(environment),
                record.score(),
                record.vm().map(vm -> vm.providerName() + " " + vm.ipAddress()),
                record.vm().flatMap(EnvironmentRecord.Vm::cost).map(Metered.Cost::perHour),
                record.created(),
                record.expiry(),
                health.note(environment));
    }
}
