package dev.workbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one task that a command is about, and what its family's code may need to be asked. */
final class TaskArguments {
    @Parameters(index = "0", paramLabel = "FAMILY", description = "directory of the task family")
    Path family = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "TASK",
            completionCandidates = Words.Tasks.class,
            description = "name of the task")
    String name = "";

    @Option(names = "--env-file", paramLabel = "FILE", description = "KEY=value lines for required variables")
    Optional<Path> envFile = Optional.empty();
}
