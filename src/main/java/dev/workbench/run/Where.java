package dev.workbench.run;

import java.util.List;

/** Where a user wants something to be looked for. */
public sealed interface Where {
    /** This machine, and the cloud if the user has one set up. */
    record Everywhere() implements Where {}

    record ThisMachine() implements Where {}

    /** A cloud, in its chosen region. */
    record Cloud(String provider) implements Where {}

    /** Some regions of a cloud, and nothing of this machine's. */
    record Regions(String provider, List<String> names) implements Where {}

    record AllRegions(String provider) implements Where {}
}
