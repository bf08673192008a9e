package dev.workbench.cli;

import dev.workbench.error.WorkbenchException;
import dev.workbench.run.Where;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options about where to look: on this machine, in a cloud, in which of its regions. */
final class PlaceOptions {
    private static final String CLOUD = "ec2";

    @Option(
            names = "--only",
            paramLabel = "WHERE",
            description = "local: this machine; ec2: your AWS account (default: both, if AWS is set up)")
    Optional<Only> only = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "only these regions of your AWS account")
    List<String> regions = List.of();

    @Option(names = "--all-regions", description = "only your AWS account, in all its regions")
    boolean allRegions;

    /** The words as they are typed. */
    enum Only {
        local,
        ec2
    }

    Where where() {
        if (allRegions && !regions.isEmpty()) {
            throw WorkbenchException.badInput("usage", "give --region or --all-regions, not both");
        }
        if (only.equals(Optional.of(Only.local)) && (allRegions || !regions.isEmpty())) {
            throw WorkbenchException.badInput("usage", "this machine has no regions");
        }
        if (allRegions) {
            return new Where.AllRegions(CLOUD);
        }
        if (!regions.isEmpty()) {
            return new Where.Regions(CLOUD, regions);
        }
        return only.<Where>map(which -> switch (which) {
                    case local -> new Where.ThisMachine();
                    case ec2 -> new Where.Cloud(CLOUD);
                })
                .orElseGet(Where.Everywhere::new);
    }
}
