package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredVariablesTest {
    @TempDir
    Path directory;

    @Test
    void theGivenFileGoesBeforeTheEnvironmentAndThatBeforeDotEnv() throws IOException {
        var given = Files.writeString(directory.resolve("secrets"), "A=file\n");
        Files.writeString(directory.resolve(".env"), "A=dot\nB=dot\nC=dot\n");

        var values = RequiredVariables.of(Optional.of(given), Map.of("A", "process", "B", "process"), directory)
                .require(List.of("A", "B", "C"), "family");

        assertThat(values.byName())
                .containsExactly(Map.entry("A", "file"), Map.entry("B", "process"), Map.entry("C", "dot"));
    }

    @Test
    void allThatAreMissingAreNamedAtOnce() {
        var failure = failure(Map.of("B", ""), List.of("A", "B", "VM_IP_ADDRESS", "C", "A"));

        assertThat(failure.message()).isEqualTo("required environment variables are not set: A, C");
        assertThat(failure.place()).hasValue("web_attack");
        assertThat(failure.hint())
                .hasValue("set them in the environment, in a file given by --env-file, or in ./.env (KEY=value lines)");
    }

    @Test
    void whatTheWorkbenchSuppliesNeedNotBeSet() {
        assertThat(RequiredVariables.of(Optional.empty(), Map.of(), directory)
                        .require(List.of("VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY", "VM_IP_ADDRESS"), "f")
                        .names())
                .isEmpty();
    }

    @Test
    void dotEnvIsReadOnlyWhenSomethingIsMissing() throws IOException {
        Files.writeString(directory.resolve(".env"), "export A=1\n");

        assertThat(RequiredVariables.of(Optional.empty(), Map.of("A", "1"), directory)
                        .require(List.of("A"), "f")
                        .names())
                .containsExactly("A");
        assertThat(failure(Map.of(), List.of("A")).message()).isEqualTo("'export' is not part of an env file");
    }

    @Test
    void theFilesThatHoldSecretsAreKnown() throws IOException {
        var real = directory.toRealPath();
        var given = Files.writeString(real.resolve("secrets"), "A=1\n");
        var link = Files.createSymbolicLink(real.resolve("link"), given);
        Files.writeString(real.resolve(".env"), "B=1\n");
        var variables = RequiredVariables.of(Optional.of(link), Map.of("C", "1"), directory);

        assertThat(variables.require(List.of("C"), "f").files()).containsExactly(given);
        assertThat(variables.require(List.of("A", "B"), "f").files())
                .containsExactlyInAnyOrder(given, real.resolve(".env"));
    }

    @Test
    void aVirtualEnvironmentCalledDotEnvIsNotAFile() throws IOException {
        Files.createDirectory(directory.resolve(".env"));

        assertThat(failure(Map.of(), List.of("A")).code()).isEqualTo("missing_variables");
    }

    @Test
    void aMissingFileThatWasGivenIsAnError() {
        var failure = catchThrowableOfType(
                WorkbenchException.class,
                () -> RequiredVariables.of(Optional.of(directory.resolve("none")), Map.of(), directory));

        assertThat(failure.message()).isEqualTo("cannot read the env file: no such file or directory");
    }

    @Test
    void aNameThatNoVariableCanHaveIsRefused() {
        assertThat(failure(Map.of(), List.of("A=b")).message())
                .isEqualTo("required variable 'A=b' is not a variable's name");
    }

    @Test
    void valuesAreNeverShown() throws IOException {
        var file = Files.writeString(directory.resolve("secrets"), "A=hunter2\n");

        assertThat(EnvFile.read(file, Map.of()).toString()).isEqualTo("EnvFile[A]");
        assertThat(RequiredVariables.of(Optional.of(file), Map.of(), directory)
                        .require(List.of("A"), "f")
                        .and(Map.of("VM_SSH_PRIVATE_KEY", "hunter3"))
                        .toString())
                .isEqualTo("Values[A, VM_SSH_PRIVATE_KEY]");
    }

    private WorkbenchException failure(Map<String, String> process, List<String> names) {
        var failure = catchThrowableOfType(
                WorkbenchException.class,
                () -> RequiredVariables.of(Optional.empty(), process, directory).require(names, "web_attack"));
        assertThat(failure).isNotNull();
        return failure;
    }
}
