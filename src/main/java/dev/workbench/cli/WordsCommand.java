package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.environment.Environment;
import dev.workbench.error.ExitCode;
import dev.workbench.run.Workbench;
import dev.workbench.validate.TaskWords;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code words}: what a shell completes a word with, one a line; nothing where that is not known. */
@Command(name = "words", hidden = true, description = "Print the words that a shell may complete an argument with.")
final class WordsCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "KIND", description = "environments or tasks")
    String kind = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WORD",
            description = "the command line so far, after a --")
    List<String> line = List.of();

    WordsCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var words = switch (kind) {
            case "environments" ->
                workbench.environments().all().stream().map(Environment::id).toList();
            case "tasks" -> tasks(workbench);
            default -> List.<String>of();
        };
        console.result(words, String.join("\n", words) + (words.isEmpty() ? "" : "\n"));
        return ExitCode.OK;
    }

    private List<String> tasks(Workbench workbench) {
        return line.stream()
                .filter(word -> !word.isEmpty() && word.indexOf('\0') < 0)
                .map(word -> workbench.directory().resolve(Path.of(word)))
                .flatMap(directory -> TaskWords.of(directory, workbench.variables()).stream())
                .toList();
    }
}
