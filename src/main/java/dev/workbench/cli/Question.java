package dev.workbench.cli;

import dev.workbench.cli.completion.Asked;
import dev.workbench.environment.Environments;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.home.Home;
import dev.workbench.validate.TaskWords;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a shell asks while somebody types: {@code words KIND -- LINE...}. It is answered before there is a tree of
 * commands, which would take as long as the answer. Nothing is said of what is wrong: the command that is being typed
 * will say it.
 *
 * @param line the command line so far
 */
record Question(Asked kind, List<String> line) {
    private static final String NAME = "words";

    static Optional<Question> in(List<String> words) {
        if (words.size() < 2 || !words.getFirst().equals(NAME)) {
            return Optional.empty();
        }
        return Asked.of(words.get(1)).map(kind -> new Question(kind, words.subList(2, words.size())));
    }

    /** Prints the words, one a line. */
    int answer(Host host) {
        try {
            words(host).forEach(host.out()::println);
        } catch (WorkbenchException | UncheckedIOException e) {
            return ExitCode.NOT_READY.value();
        }
        return ExitCode.OK.value();
    }

    List<String> words(Host host) {
        return switch (kind) {
            case ENVIRONMENTS -> new Environments(Home.of(host.variables())).ids();
            case TASKS ->
                line.stream()
                        .filter(word -> !word.isEmpty() && !word.startsWith("-") && word.indexOf('\0') < 0)
                        .map(word -> host.directory().resolve(Path.of(word)))
                        .flatMap(directory -> TaskWords.of(directory, host.variables()).stream())
                        .toList();
        };
    }
}
