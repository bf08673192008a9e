package dev.workbench.provider.ec2;

import dev.workbench.family.Architecture;
import dev.workbench.family.GpuSpec;
import dev.workbench.family.VmSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A size of machine that EC2 offers.
 *
 * @param memoryMib memory of the machine; {@code gpu} that of one GPU
 * @param nitro whether it runs on the hypervisor that shows changed tags inside the instance at once
 */
record InstanceType(
        String name,
        Architecture architecture,
        int cpus,
        long memoryMib,
        Optional<Gpu> gpu,
        boolean currentGeneration,
        boolean nitro,
        boolean spot) {
    /** The GPUs of a type: {@code model} as AWS writes it, such as {@code A10G}. */
    record Gpu(String model, int count, long memoryMib) {}

    /** Whether the spec allows it. A machine with GPUs, or one of an old kind, is only for who asks for it. */
    boolean fits(VmSpec spec) {
        var gibs = (int) (memoryMib / 1024);
        return spec.architecture().map(wanted -> wanted == architecture).orElse(true)
                && spec.cpus().map(range -> range.contains(cpus)).orElse(cpus >= 2)
                && spec.ramGib().map(range -> range.contains(gibs)).orElse(gibs >= 2)
                && memoryMib % 1024 == 0
                && spec.gpu().map(this::has).orElse(gpu.isEmpty() && currentGeneration && nitro);
    }

    private boolean has(GpuSpec wanted) {
        return gpu.filter(mine -> model(wanted.model()).contains(mine.model().toLowerCase(Locale.ROOT)))
                .map(mine -> wanted.count().contains(mine.count()))
                .orElse(false);
    }

    /** EC2's A10 is the A10G. */
    private static List<String> model(String wanted) {
        var word = wanted.toLowerCase(Locale.ROOT);
        return word.equals("a10") ? List.of("a10", "a10g") : List.of(word);
    }
}
