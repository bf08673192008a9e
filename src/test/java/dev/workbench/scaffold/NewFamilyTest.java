package dev.workbench.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewFamilyTest {
    @TempDir
    Path here;

    @ParameterizedTest
    @EnumSource
    void aNewFamilyLoadsAndBringsTheAgentThatSolvesIt(NewFamily.Kind kind) throws IOException {
        var made = NewFamily.create(here, "first_steps", kind);

        var family = FamilyLoader.load(made.directory());
        assertThat(family.name()).isEqualTo("first_steps");
        assertThat(family.hasPython()).isEqualTo(kind == NewFamily.Kind.PYTHON);
        assertThat(family.manifest().orElseThrow().tasks()).containsOnlyKeys(made.task());
        assertThat(made.agent()).isEqualTo(here.resolve("agents/first_steps/solve"));
        assertThat(Files.isExecutable(made.agent().resolve("run.sh"))).isTrue();
        for (var file : made.files()) {
            assertThat(file).content().doesNotContain("__NAME__");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "CamelCase", "with-dash", "3_words", "a b", "trailing_", "../up", "json", "class", "metr"})
    void aNameThatWouldNotWorkIsRefusedAndNothingIsWritten(String name) {
        assertThatThrownBy(() -> NewFamily.create(here, name, NewFamily.Kind.PYTHON))
                .isInstanceOfSatisfying(WorkbenchException.class, e -> {
                    assertThat(e.code()).isEqualTo("bad_family_name");
                    assertThat(e.exit().value()).isEqualTo(2);
                });
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void whatIsThereAlreadyIsLeftAsItIs() throws IOException {
        Files.createDirectories(here.resolve("agents/taken"));

        assertThatThrownBy(() -> NewFamily.create(here, "taken", NewFamily.Kind.PYTHON))
                .hasMessageContaining("something of that name");
        assertThat(here.resolve("taken")).doesNotExist();

        Files.createDirectory(here.resolve("mine"));
        assertThatThrownBy(() -> NewFamily.create(here, "mine", NewFamily.Kind.MANIFEST_ONLY))
                .hasMessageContaining("something of that name");
        assertThat(here.resolve("mine")).isEmptyDirectory();
    }
}
