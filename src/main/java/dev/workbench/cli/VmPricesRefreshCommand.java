package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.PriceTask;
import dev.workbench.run.Workbench;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vm prices refresh}: newer price tables than the one that ships with the program. */
@Command(
        name = "refresh",
        description = {
            "Fetch what machines, disks, snapshots and addresses cost now from AWS's public price lists: some hundred megabytes for a region.",
            "The table holds in its region from then on, if it is newer than the one that ships with workbench."
        })
final class VmPricesRefreshCommand extends WorkbenchCommand {
    @Option(names = "--region", paramLabel = "REGION", description = "which regions (default: the chosen one)")
    List<String> regions = List.of();

    @Option(names = "--from", paramLabel = "URL", description = "a mirror of AWS's price lists")
    Optional<URI> from = Optional.empty();

    @Option(names = "--vm", paramLabel = "PROVIDER", defaultValue = "ec2", description = "whose prices: ec2")
    String provider = "ec2";

    VmPricesRefreshCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var tables = new PriceTask(workbench).refresh(provider, regions, from);
        console.result(
                tables,
                tables.stream()
                        .map(table -> table.region() + ": " + table.machines() + " types of machines, prices of "
                                + table.date() + "\n")
                        .collect(Collectors.joining()));
        return ExitCode.OK;
    }
}
