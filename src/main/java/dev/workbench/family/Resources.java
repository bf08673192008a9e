package dev.workbench.family;

import java.util.Optional;
import java.util.OptionalDouble;

/** What a task asks of its main container; {@code memory} and {@code storage} in GB (10^9 bytes). */
public record Resources(OptionalDouble cpus, OptionalDouble memoryGb, OptionalDouble storageGb, Optional<GpuSpec> gpu) {
    public static final Resources NONE =
            new Resources(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
}
