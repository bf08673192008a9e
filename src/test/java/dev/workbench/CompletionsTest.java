package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.cli.completion.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files in {@code completions/} are what the command tree renders; {@code -Dcompletions.refresh} writes them. */
class CompletionsTest {

    @ParameterizedTest
    @EnumSource
    void scriptsInTheRepositoryAreThoseOfTheCommandTree(Shell shell) throws IOException {
        var file = Path.of("completions", shell.fileName("workbench"));
        var script = shell.script(Main.commandLine());
        if (Boolean.getBoolean("completions.refresh")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, script);
        }
        assertThat(file)
                .as("refresh with: ./mvnw test -Dtest=CompletionsTest -Dcompletions.refresh=true")
                .hasContent(script);
    }
}
