package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private List<String> answer(String... words) {
        var host = new Host(
                Map.of("XDG_STATE_HOME", directory.toString()),
                directory,
                InputStream.nullInputStream(),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                false,
                true,
                "1",
                "workbench",
                (_, _, _, _) -> {
                    throw new IllegalStateException("nothing of the host is needed");
                });
        assertThat(Commands.execute(host, words)).isZero();
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void environmentsAreToldByTheirIdsWhateverIsInThem() throws IOException {
        var environments = Files.createDirectories(directory.resolve("workbench/environments"));
        Files.createDirectory(environments.resolve("two-b"));
        Files.createDirectory(environments.resolve("one-a"));
        assertThat(answer("words", "environments", "--", "ssh", "")).containsExactly("one-a", "two-b");
    }

    @Test
    void withoutAStateDirectoryThereAreNone() {
        assertThat(answer("words", "environments")).isEmpty();
    }

    @Test
    void tasksAreThoseOfTheFamilyInTheLine() throws IOException {
        var family = Files.createDirectory(directory.resolve("family"));
        Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  easy: {instructions: Do it., score: {command: echo 1}}
                  hard: {instructions: Do it., score: {command: echo 1}}
                """);
        assertThat(answer("words", "tasks", "--", "run", "--vm", "docker", "family", ""))
                .containsExactly("easy", "hard");
    }

    @Test
    void ofAFamilyThatIsBrokenNothingIsSaid() throws IOException {
        var family = Files.createDirectory(directory.resolve("family"));
        Files.writeString(family.resolve("manifest.yaml"), "tasks: [");
        assertThat(answer("words", "tasks", "--", "run", "family", "nosuch", ""))
                .isEmpty();
    }
}
