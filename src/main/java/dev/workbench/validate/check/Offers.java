package dev.workbench.validate.check;

import dev.workbench.family.Architecture;
import dev.workbench.family.GpuSpec;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the largest of the providers can give, as a static check may know it: a spec beyond this is refused everywhere. The
 * figures are those of the machine types with GPUs, and of the largest general ones, that EC2 lists.
 */
final class Offers {
    private static final int MOST_CPUS = 896;
    private static final int MOST_RAM_GIB = 24_576;

    /** How many GPUs of a model a machine may have. */
    private static final Map<String, List<Integer>> GPUS = Map.of(
            "v100", List.of(1, 4, 8),
            "t4", List.of(1, 4, 8),
            "l4", List.of(1, 4, 8),
            "a10", List.of(1, 4, 8),
            "a10g", List.of(1, 4, 8),
            "l40s", List.of(1, 4, 8),
            "a100", List.of(8),
            "h100", List.of(1, 8),
            "h200", List.of(1, 8),
            "b200", List.of(8));

    private Offers() {}

    /** Why nobody can give what a spec asks for, if nobody can. */
    static Optional<String> refusal(VmSpec spec) {
        if (spec.cpus().map(Range::min).orElse(0) > MOST_CPUS) {
            return Optional.of(
                    "no provider has a machine with " + spec.cpus().get().min() + " CPUs");
        }
        if (spec.ramGib().map(Range::min).orElse(0) > MOST_RAM_GIB) {
            return Optional.of(
                    "no provider has a machine with " + spec.ramGib().get().min() + " GiB of memory");
        }
        var cuda = !spec.baseImage().equals(VmSpec.DEFAULT_BASE_IMAGE);
        if (spec.architecture().filter(Architecture.ARM64::equals).isPresent()
                && (cuda || spec.gpu().isPresent())) {
            return Optional.of(
                    "no provider has " + (cuda ? "the base image " + spec.baseImage() : "GPUs") + " on arm64");
        }
        return spec.gpu().flatMap(Offers::refusal);
    }

    private static Optional<String> refusal(GpuSpec gpu) {
        var counts = GPUS.get(gpu.model());
        if (counts == null) {
            return Optional.of("no provider is known to have GPUs of the model '" + gpu.model() + "'; known: "
                    + String.join(", ", GPUS.keySet().stream().sorted().toList()));
        }
        var fits = counts.stream()
                .anyMatch(count ->
                        gpu.count().min() <= count && count <= gpu.count().max());
        return fits
                ? Optional.empty()
                : Optional.of("no machine has " + gpu.count().min() + " to "
                        + gpu.count().max() + " GPUs of the model " + gpu.model() + "; there are machines with "
                        + counts);
    }
}
