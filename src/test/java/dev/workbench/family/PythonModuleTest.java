package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonModuleTest {
    @TempDir
    Path directory;

    @Test
    void requiredVariablesThatAreLiteralsAreKnownWithoutPython() throws IOException {
        assertThat(module("    required_environment_variables = [\"A\", 'B_2',  # a ] comment\n        \"C\",\n    ]\n")
                        .requiredVariables())
                .hasValue(List.of("A", "B_2", "C"));
        assertThat(module("    required_environment_variables: list[str] = []\n")
                        .requiredVariables())
                .hasValue(List.of());
        assertThat(module("    required_environment_variables = (\n'A', )\n").requiredVariables())
                .hasValue(List.of("A"));
        assertThat(module("    standard_version = \"0.3\"\n").requiredVariables())
                .hasValue(List.of());
    }

    @Test
    void requiredVariablesThatAreComputedAreNotGuessed() throws IOException {
        for (var code : List.of(
                "required_environment_variables = VM_VARIABLES",
                "required_environment_variables = [*VM_VARIABLES, 'A']",
                "required_environment_variables = ['A'] + VM_VARIABLES",
                "required_environment_variables = [name for name in x]",
                "required_environment_variables = ['A'\n",
                "required_environment_variables = ['A']\n    required_environment_variables = ['B']",
                "required_environment_variables = ['A']\n    required_environment_variables += ['B']",
                "required_environment_variables = ['A']\n    required_environment_variables.append('B')")) {
            assertThat(module("    " + code + "\n").requiredVariables())
                    .as(code)
                    .isEmpty();
        }
    }

    @Test
    void aClassOfThatNameMayComeFromElsewhere() throws IOException {
        assertThat(module("from base import TaskFamily").mayDefineTaskFamily()).isTrue();
        assertThat(module("from base import *").mayDefineTaskFamily()).isTrue();
        assertThat(module("x = 1").mayDefineTaskFamily()).isFalse();
    }

    private PythonModule module(String text) throws IOException {
        return PythonModule.read(Files.writeString(directory.resolve("f.py"), text));
    }
}
