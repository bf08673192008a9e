package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.AgentOptions;
import dev.workbench.run.RunOptions;
import dev.workbench.run.RunTask;
import dev.workbench.run.Workbench;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: start a task; with an agent or a submission, score it too. */
@Command(name = "run", description = "Start a task; with an agent or a submission, score it and clean up.")
final class RunCommand extends WorkbenchCommand {
    @Mixin
    TaskArguments task = new TaskArguments();

    @Mixin
    VmOptions vm = new VmOptions();

    @Option(names = "--agent", paramLabel = "DIR", description = "copied to /home/agent/scaffolding")
    Optional<Path> agent = Optional.empty();

    @Option(names = "--agent-command", paramLabel = "CMD", description = "run as the user agent by bash -lc")
    Optional<String> agentCommand = Optional.empty();

    @Option(names = "--submission", paramLabel = "TEXT", description = "score this text")
    Optional<String> submission = Optional.empty();

    @Option(
            names = "--keep",
            paramLabel = "WHEN",
            defaultValue = "never",
            description = "keep the environment after scoring: never (default), on-failure, always")
    String keep = "never";

    @Option(
            names = "--min-score",
            paramLabel = "X",
            converter = ScoreConverter.class,
            description = "exit with 1 when the score is below")
    Optional<Double> minScore = Optional.empty();

    @Option(names = "--allow-host", paramLabel = "HOST", description = "open this host to a task without full internet")
    List<String> allowedHosts = List.of();

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            defaultValue = "4h",
            converter = DurationConverter.class,
            description = "how long the environment may live (default 4h)")
    Duration ttl = Duration.ofHours(4);

    RunCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var options = options();
        var outcome = new RunTask(workbench, this::logTo).run(options);
        console.result(outcome, OutcomeText.of(outcome, options.minScore(), console.style()));
        return outcome.passes(options.minScore()) ? ExitCode.OK : ExitCode.VERDICT;
    }

    private RunOptions options() {
        if (agent.isPresent() && agentCommand.isEmpty()) {
            throw WorkbenchException.badInput("usage", "--agent needs --agent-command")
                    .hint("for example: --agent DIR --agent-command ./run.sh");
        }
        return new RunOptions(
                task.family,
                task.name,
                vm.provider,
                agentCommand.map(command -> new AgentOptions(command, agent)),
                submission.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                keepWhen(),
                minScore.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                allowedHosts,
                ttl,
                task.envFile,
                vm.spending());
    }

    private RunOptions.Keep keepWhen() {
        return switch (keep) {
            case "never" -> RunOptions.Keep.NEVER;
            case "on-failure" -> RunOptions.Keep.ON_FAILURE;
            case "always" -> RunOptions.Keep.ALWAYS;
            default ->
                throw WorkbenchException.badInput("usage", "'" + keep + "' is no time to keep an environment")
                        .at("--keep")
                        .hint("never, on-failure or always");
        };
    }
}
