package dev.workbench.environment;

import dev.workbench.task.Description;
import dev.workbench.vm.Metered;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What is known of one environment, as kept in {@code environment.json}; no secret is part of it.
 *
 * @param purpose {@code run}, or {@code build} for the short life of a build without an environment
 * @param owner {@code user@host}
 * @param expires when the next command that runs destroys it
 * @param started when the task's {@code start} had ended: elapsed times count from here
 * @param envFile the file given with {@code --env-file}, used again for scoring
 */
public record EnvironmentRecord(
        String id,
        String purpose,
        String family,
        String task,
        Path familyDirectory,
        String owner,
        String version,
        Instant created,
        Instant expires,
        Optional<Instant> started,
        Status status,
        OptionalDouble score,
        Optional<Path> envFile,
        Optional<Description.Task> description,
        Optional<Container> container,
        Optional<Network> network,
        Optional<Vm> vm,
        List<PhaseTime> phases) {

    /** The main container: engine id, name, image, and whether the image was there ({@code hit}) or built. */
    public record Container(String id, String name, String image, String imageCache) {}

    /**
     * @param mode {@code full}, {@code none} or {@code allow_list}
     * @param allowed addresses by allowed host name
     * @param probe what a live check from inside found: {@code target → reached|blocked}
     */
    public record Network(
            String name,
            String subnet,
            String gateway,
            String mode,
            Map<String, List<String>> allowed,
            Map<String, String> probe) {}

    /**
     * The aux VM.
     *
     * @param provider what its provider is found by: its name, and its place where it has several
     * @param imageKey empty for a base image
     * @param cost what it costs, where it costs something
     */
    public record Vm(
            String provider,
            String name,
            String ipAddress,
            String username,
            String base,
            int cpus,
            int ramGib,
            String imageKey,
            String imageCache,
            String hostKey,
            Optional<Metered.Cost> cost) {
        /** The provider's name alone. */
        public String providerName() {
            return provider.split(":", 2)[0];
        }
    }

    public record PhaseTime(String name, double seconds) {}

    /** A new environment's record, with a new id. */
    public static EnvironmentRecord begin(
            String purpose,
            String family,
            String task,
            Path directory,
            String owner,
            String version,
            Instant now,
            Instant expires,
            Optional<Path> envFile) {
        return new EnvironmentRecord(
                EnvironmentId.make(family, task),
                purpose,
                family,
                task,
                directory,
                owner,
                version,
                now,
                expires,
                Optional.empty(),
                Status.STARTING,
                OptionalDouble.empty(),
                envFile,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** What is left of an environment whose record cannot be read: its id. */
    static EnvironmentRecord cutOff(String id, Path directory, Instant created) {
        return new EnvironmentRecord(
                id,
                "run",
                "?",
                "?",
                directory,
                "",
                "?",
                created,
                Instant.MAX,
                Optional.empty(),
                Status.BROKEN,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** When it expires; empty for an environment whose record cannot be read, which nobody may call expired. */
    public Optional<Instant> expiry() {
        return expires.equals(Instant.MAX) ? Optional.empty() : Optional.of(expires);
    }

    public EnvironmentRecord withStatus(Status value) {
        return with(copy -> copy.status = value);
    }

    public EnvironmentRecord withScore(Status value, OptionalDouble points) {
        return with(copy -> {
            copy.status = value;
            copy.score = points;
        });
    }

    public EnvironmentRecord withExpiry(Instant value) {
        return with(copy -> copy.expires = value);
    }

    public EnvironmentRecord withDescription(Description.Task value) {
        return with(copy -> copy.description = Optional.of(value));
    }

    public EnvironmentRecord withMachines(Container main, Network net, Optional<Vm> auxVm) {
        return with(copy -> {
            copy.container = Optional.of(main);
            copy.network = Optional.of(net);
            copy.vm = auxVm;
        });
    }

    /** With the VM of a bake that failed, and no main container. */
    EnvironmentRecord withKeptVm(Vm kept) {
        return with(copy -> copy.vm = Optional.of(kept));
    }

    public EnvironmentRecord withStart(Instant value) {
        return with(copy -> {
            copy.started = Optional.of(value);
            copy.status = Status.RUNNING;
        });
    }

    public EnvironmentRecord withPhases(List<PhaseTime> value) {
        return with(copy -> copy.phases = List.copyOf(value));
    }

    private EnvironmentRecord with(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return new EnvironmentRecord(
                id,
                purpose,
                family,
                task,
                familyDirectory,
                owner,
                version,
                created,
                copy.expires,
                copy.started,
                copy.status,
                copy.score,
                envFile,
                copy.description,
                copy.container,
                copy.network,
                copy.vm,
                copy.phases);
    }

    /** What may change in an environment's life, to be set by name: the record's own constructor goes by position. */
    private static final class Copy {
        private Instant expires;
        private Optional<Instant> started;
        private Status status;
        private OptionalDouble score;
        private Optional<Description.Task> description;
        private Optional<Container> container;
        private Optional<Network> network;
        private Optional<Vm> vm;
        private List<PhaseTime> phases;

        private Copy(EnvironmentRecord from) {
            this.expires = from.expires;
            this.started = from.started;
            this.status = from.status;
            this.score = from.score;
            this.description = from.description;
            this.container = from.container;
            this.network = from.network;
            this.vm = from.vm;
            this.phases = from.phases;
        }
    }
}
