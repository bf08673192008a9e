package dev.workbench.cli;

import dev.workbench.vm.Spending;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** The options of commands that create aux VMs: where, and for how much money where they cost some. */
final class VmOptions extends ProviderOption {
    @Option(
            names = "--max-price",
            paramLabel = "DOLLARS",
            description = "the most that an aux VM may cost an hour (ec2)")
    Optional<Double> maxPrice = Optional.empty();

    @Option(names = "--spot", description = "try spare capacity first, which may be taken away again (ec2)")
    boolean spot;

    Spending spending() {
        return new Spending(maxPrice.map(OptionalDouble::of).orElseGet(OptionalDouble::empty), spot);
    }
}
