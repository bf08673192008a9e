package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.workbench.e2e.OnlyParsed;
import dev.workbench.e2e.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** The command lines that the documents show are ones that workbench takes, and their links lead somewhere. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(?:#[^)]*)?\\)");
    private static final Pattern INLINE = Pattern.compile("(?<!`)`((?:\\./)?workbench [a-z][^`\\[…]*)`");

    private static Stream<Path> documents() {
        return Shown.documents().stream();
    }

    private static Stream<Shown> workbenchCommands() {
        return Shown.all().stream().filter(each -> !OnlyParsed.MAVEN.fits(each));
    }

    private static Stream<Shown> commandsInSentences() throws IOException {
        return documents()
                .flatMap(document -> INLINE.matcher(read(document))
                        .results()
                        .map(found -> new Shown(document, found.group(1), List.of()))
                        .distinct());
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void parse(Shown shown) {
        Main.commandLine().parseArgs(shown.arguments().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("workbenchCommands")
    void aCommandThatIsShownIsUnderstood(Shown shown) {
        assertThatCode(() -> parse(shown)).doesNotThrowAnyException();
    }

    /** Sentences leave out what goes without saying. */
    @ParameterizedTest
    @MethodSource("commandsInSentences")
    void whatASentenceNamesExists(Shown shown) {
        try {
            parse(shown);
        } catch (MissingParameterException e) {
            assertThat(e.getMissing()).isNotEmpty();
        }
    }

    @Test
    void thereAreCommandsToLookAt() throws IOException {
        assertThat(workbenchCommands()).hasSizeGreaterThan(25);
        assertThat(commandsInSentences()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnlyParsedIsStillShown(OnlyParsed exception) {
        assertThat(Shown.all()).anyMatch(exception::fits);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToFiles(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().map(found -> found.group(1)))
                .allSatisfy(
                        target -> assertThat(document.resolveSibling(target)).exists());
    }
}
