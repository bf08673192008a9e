package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.ScoreTask;
import dev.workbench.run.Workbench;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score}: score a running environment, as often as one likes. */
@Command(name = "score", description = "Score a running environment.")
final class ScoreCommand extends WorkbenchCommand {
    @Mixin
    EnvironmentArgument environment = new EnvironmentArgument();

    @Option(names = "--submission", paramLabel = "TEXT", description = "score this text instead of the agent's file")
    Optional<String> submission = Optional.empty();

    @Option(names = "--intermediate", description = "take one intermediate score")
    boolean intermediate;

    @Option(
            names = "--min-score",
            paramLabel = "X",
            converter = ScoreConverter.class,
            description = "exit with 1 when the score is below")
    Optional<Double> minScore = Optional.empty();

    @Option(names = "--env-file", paramLabel = "FILE", description = "KEY=value lines for required variables")
    Optional<Path> envFile = Optional.empty();

    ScoreCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = environment.find(workbench);
        logTo(workbench.home().log(found.id()));
        var least = minScore.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        var text = submission.map(given -> given.getBytes(StandardCharsets.UTF_8));
        if (intermediate) {
            var entry = new ScoreTask(workbench).intermediate(found, text, envFile);
            console.result(entry, IntermediateText.of(entry, console.style()));
            return IntermediateText.passes(entry, least) ? ExitCode.OK : ExitCode.VERDICT;
        }
        var outcome = new ScoreTask(workbench).score(found, text, envFile);
        console.result(outcome, OutcomeText.of(outcome, least, console.style()));
        return outcome.passes(least) ? ExitCode.OK : ExitCode.VERDICT;
    }
}
