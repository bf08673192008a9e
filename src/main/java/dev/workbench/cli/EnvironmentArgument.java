package dev.workbench.cli;

import dev.workbench.environment.Environment;
import dev.workbench.run.Workbench;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The environment that a command is about: the newest when it is left out. */
final class EnvironmentArgument {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENV",
            completionCandidates = Words.Environments.class,
            description = "id or part of it (default: the newest)")
    Optional<String> word = Optional.empty();

    /** @throws dev.workbench.error.WorkbenchException when there is none, or the word could mean several */
    Environment find(Workbench workbench) {
        return workbench.environments().find(word);
    }
}
