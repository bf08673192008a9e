package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.GpuSpec;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Spending;
import dev.workbench.vm.VmProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses instance types for a VM spec: all that fit, the cheapest first. Asks nobody. */
record Selection(List<InstanceType> types, Prices prices, Spending spending) {
    private static final int MOST = 12;

    /**
     * Chooses a machine and the types that would do as well, all of one architecture.
     *
     * @throws WorkbenchException (exit code 4) when none fits, or none is cheap enough
     */
    Machine choose(VmSpec spec) {
        var fitting = types.stream()
                .filter(type -> type.fits(spec))
                .filter(type -> BaseImage.named(spec.baseImage()).runsOn(type.architecture()))
                .sorted(cheapestFirst())
                .toList();
        if (fitting.isEmpty()) {
            throw refusal(spec);
        }
        var affordable = fitting.stream().filter(this::isAffordable).toList();
        if (affordable.isEmpty()) {
            throw tooDear(fitting.getFirst());
        }
        var best = affordable.getFirst();
        return new Machine(
                best.architecture(),
                best.cpus(),
                (int) (best.memoryMib() / 1024),
                affordable.stream()
                        .filter(type -> type.architecture() == best.architecture())
                        .limit(MOST)
                        .map(InstanceType::name)
                        .toList());
    }

    /** A type without a known price comes last: the smallest of them first. */
    private Comparator<InstanceType> cheapestFirst() {
        return Comparator.comparingDouble(
                        (InstanceType type) -> prices.of(type.name()).orElse(Double.MAX_VALUE))
                .thenComparingInt(InstanceType::cpus)
                .thenComparingLong(InstanceType::memoryMib)
                .thenComparing(InstanceType::name);
    }

    private boolean isAffordable(InstanceType type) {
        if (spending.maxPrice().isEmpty()) {
            return true;
        }
        var price = prices.of(type.name());
        return price.isPresent() && price.getAsDouble() <= spending.maxPrice().getAsDouble();
    }

    private WorkbenchException tooDear(InstanceType cheapest) {
        var price = prices.of(cheapest.name());
        return WorkbenchException.provider(
                        "too_dear",
                        "the provider 'ec2' has no machine for at most $"
                                + spending.maxPrice().orElseThrow() + " an hour that fits")
                .hint(
                        price.isPresent()
                                ? "the cheapest that fits is " + cheapest.name() + " at $" + price.getAsDouble()
                                        + " an hour; raise --max-price, or ask for less"
                                : "the price of " + cheapest.name() + " is not known; leave out --max-price");
    }

    private WorkbenchException refusal(VmSpec spec) {
        return WorkbenchException.provider(
                        VmProvider.NOT_OFFERED,
                        "the provider '" + Ec2Vms.NAME + "' has no instance type in this region with " + words(spec))
                .hint(advice(spec));
    }

    private static String words(VmSpec spec) {
        return java.util.stream.Stream.of(
                        spec.cpus().map(range -> words(range) + " vCPUs"),
                        spec.ramGib().map(range -> words(range) + " GiB of memory"),
                        spec.architecture().map(architecture -> "architecture " + architecture.word()),
                        spec.gpu().map(gpu -> words(gpu.count()) + " GPUs of model " + gpu.model()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static String words(Range range) {
        return range.min() == range.max() ? "" + range.min() : range.min() + " to " + range.max();
    }

    /** What nearly fits helps most: the sizes that the wanted GPUs come in, or the GPUs there are. */
    private String advice(VmSpec spec) {
        if (spec.gpu().isEmpty()) {
            return "widen the ranges of the VM spec: EC2's machines have 1, 2, 4, 8, 16, … vCPUs with 1, 2, 4 or 8 GiB"
                    + " each";
        }
        var wanted = spec.gpu().get().model();
        var sameModel = types.stream()
                .filter(type -> type.fits(new VmSpec(
                        Optional.of(new Range(0, Integer.MAX_VALUE)),
                        Optional.of(new Range(0, Integer.MAX_VALUE)),
                        Optional.empty(),
                        Optional.of(new GpuSpec(new Range(1, Integer.MAX_VALUE), wanted)),
                        spec.baseImage(),
                        List.of())))
                .sorted(cheapestFirst())
                .map(Selection::describe)
                .limit(4)
                .collect(Collectors.joining("; "));
        if (!sameModel.isEmpty()) {
            return "with that GPU it has " + sameModel;
        }
        return "its GPUs: "
                + types.stream()
                        .flatMap(type -> type.gpu().stream())
                        .map(gpu -> gpu.model().toLowerCase(Locale.ROOT))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String describe(InstanceType type) {
        return type.name() + " (" + type.cpus() + " vCPUs, " + type.memoryMib() / 1024 + " GiB, "
                + type.gpu().map(gpu -> gpu.count() + " GPUs").orElse("") + ")";
    }
}
