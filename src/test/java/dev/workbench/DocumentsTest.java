package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command lines that the documents show are ones that workbench takes, and their links lead somewhere. */
class DocumentsTest {
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^\\s*(?:\\$ |- |run: |\\S+ \\S+ \\* \\* \\*  )?(?:\\./)?workbench ([a-z](?:[^\\n|>` ]| (?! {2}))*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(?:#[^)]*)?\\)");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    private static Stream<Path> documents() throws IOException {
        try (var guides = Files.list(Path.of("src/docs"))) {
            return Stream.concat(
                    guides.filter(each -> !each.endsWith("reference.md")).sorted(), Stream.of(Path.of("README.md")))
                    .toList()
                    .stream();
        }
    }

    static Stream<String> shownCommands() throws IOException {
        return documents()
                .flatMap(file -> COMMAND.matcher(read(file).replaceAll("\\\\\\n\\s*", ""))
                        .results()
                        .map(found -> found.group(1).strip()))
                .distinct();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("shownCommands")
    void aCommandThatIsShownIsUnderstood(String line) {
        List<String> words = new ArrayList<>(
                WORD.matcher(line).results().map(found -> found.group()).toList());
        if (words.contains("--")) {
            words = words.subList(0, words.indexOf("--"));
        }
        var typed = words.toArray(String[]::new);
        assertThatCode(() -> Main.commandLine().parseArgs(typed))
                .as(Arrays.toString(typed))
                .doesNotThrowAnyException();
    }

    @Test
    void thereAreCommandsToLookAt() throws IOException {
        assertThat(shownCommands().count()).isGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToFiles(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().map(found -> found.group(1)))
                .allSatisfy(
                        target -> assertThat(document.resolveSibling(target)).exists());
    }
}
