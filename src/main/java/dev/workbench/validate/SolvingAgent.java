package dev.workbench.validate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The agents that a family brings to show that it works: {@code solve/run.sh} solves every task, {@code idle/run.sh} does
 * nothing. They lie beside the family, in {@code ../agents/<family>/}: what is in a family's directory goes into its image.
 */
final class SolvingAgent {
    static final String COMMAND = "./run.sh";

    private SolvingAgent() {}

    /** Where a family's agents are. */
    static Path directory(Path family) {
        return family.resolveSibling("agents").resolve(String.valueOf(family.getFileName()));
    }

    static Optional<Path> of(Path family) {
        return Optional.of(directory(family).resolve("solve"))
                .filter(agent -> Files.isRegularFile(agent.resolve("run.sh")));
    }
}
