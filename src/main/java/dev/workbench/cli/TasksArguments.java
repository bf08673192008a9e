package dev.workbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tasks of a family that a command is about, all when none is named, and what its code may need to be asked. */
final class TasksArguments {
    @Parameters(index = "0", paramLabel = "FAMILY", description = "directory of the task family")
    Path family = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TASK",
            completionCandidates = Words.Tasks.class,
            description = "tasks (default: all)")
    List<String> names = List.of();

    @Option(names = "--env-file", paramLabel = "FILE", description = "KEY=value lines for required variables")
    Optional<Path> envFile = Optional.empty();
}
