package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.base.BaseImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.EngineInfo;
import dev.workbench.image.Baker;
import dev.workbench.run.Workbench;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProviders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told who has mistyped something. */
class CommandsTest {
    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int exit;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rnu                        | there is no command 'workbench rnu'        | did you mean 'run'? see: workbench --help
                    frobnicate                 | there is no command 'workbench frobnicate' | see: workbench --help
                    vm imags list              | there is no command 'workbench vm imags'   | did you mean 'images'? see: workbench vm --help
                    run --ttll 4h family task  | unknown option: '--ttll'                   | did you mean '--ttl'? see: workbench run --help
                    run --ttll=4h family task  | unknown option: '--ttll'                   | did you mean '--ttl'? see: workbench run --help
                    list extra                 | one argument too many: 'extra'             | see: workbench list --help
                    exec some-env ls -l        | one argument too many: 'ls'                | what is to run there stands after a --, as in: -- ls -l; see: workbench exec --help
                    exec some-env --usr me     | unknown option: '--usr'                    | did you mean '--user'? see: workbench exec --help
                    exec some-env ls           | one argument too many: 'ls'                | what is to run there stands after a --, as in: -- ls; see: workbench exec --help
                    completion tcsh            | invalid value for positional parameter at index 0 (SHELL): 'tcsh' is none of bash, zsh, fish | see: workbench completion --help
                    config                     | 'workbench config' is a group of commands  | one of show; see: workbench config --help
                    """)
    void aMistakeIsNamedWithWhatWasMeant(String line, String message, String hint) {
        assertThat(told(line.split(" "))).isEqualTo("error: " + message + "\n  hint: " + hint + "\n");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void whoNamesNoTaskIsToldWhichThereAre() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("family")).resolve("manifest.yaml"), """
                tasks:
                  easy: {instructions: do it, score: {command: echo 1}}
                  hard: {instructions: do it, score: {command: echo 1}}
                """);
        assertThat(told("run", "family")).isEqualTo("""
                        error: missing required parameter: 'TASK'
                          hint: tasks: easy, hard; see: workbench run --help
                        """);
    }

    @Test
    void aVariableThatNothingReadsIsTold() {
        variables.put("WORKBENCH_ENV_FLIE", "x");
        variables.put("WORKBENCH_TLL", "1h");
        variables.put("WORKBENCH_ENV_FILE", "x");
        variables.put("WORKBENCH_SOMETHING_ELSE", "x");
        assertThat(told("config", "show")).isEqualTo("""
                warning: nothing reads the variable WORKBENCH_ENV_FLIE; did you mean WORKBENCH_ENV_FILE?
                warning: nothing reads the variable WORKBENCH_TLL; did you mean WORKBENCH_TTL?
                """);
        assertThat(exit).isZero();
    }

    /** Of a command that needs nothing of the machine. */
    private static final class Untouched implements Workbench.Parts {
        @Override
        public ContainerEngine engine() {
            throw new UnsupportedOperationException();
        }

        @Override
        public BaseImages bases() {
            throw new UnsupportedOperationException();
        }

        @Override
        public VmProviders providers() {
            throw new UnsupportedOperationException();
        }

        @Override
        public VmAccess access() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Baker baker() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> whyEmulated(Optional<EngineInfo> engine) {
            throw new UnsupportedOperationException();
        }
    }

    private String told(String... arguments) {
        variables.put("HOME", directory.toString());
        var host = new Host(
                variables,
                directory,
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                true,
                "0",
                "workbench",
                (home, here, environment, progress) -> new Untouched());
        exit = Commands.execute(host, arguments);
        return err.toString(StandardCharsets.UTF_8);
    }
}
