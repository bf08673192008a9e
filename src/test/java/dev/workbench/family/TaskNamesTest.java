package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"main", "1", "level-1", "a b", "a/b", "día", "$(x)", "a'\"b", "😀"})
    void mostTextsAreNames(String name) {
        assertThat(TaskNames.complaint(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "-a", "@a", "a\nb", "a\0b", "a\u001b[0m", "a\u2028b", "\ud800x"})
    void whatCannotBeTypedIsNot(String name) {
        assertThat(TaskNames.complaint(name)).isPresent();
    }

    @Test
    void aNameInTheCodeThatCannotBeTypedIsRefusedWithItsPlace() {
        var directory = Path.of("/samples/web_attack");
        var module = directory.resolve("web_attack.py");
        var family = new TaskFamily("web_attack", directory, Optional.of(module), Optional.empty());

        assertThatThrownBy(() -> TaskNames.check(family, List.of("main", "--help")))
                .isInstanceOfSatisfying(WorkbenchException.class, failure -> {
                    assertThat(failure.message()).contains("must not start with '-'", "--help");
                    assertThat(failure.place()).hasValue("/samples/web_attack/web_attack.py");
                    assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
                });
    }

    @Test
    void aMissingTaskIsSaidWithTheNearestOnes() {
        var directory = Path.of("/samples/web_attack");
        var module = directory.resolve("web_attack.py");
        var family = new TaskFamily("web_attack", directory, Optional.of(module), Optional.empty());
        var failure = TaskNames.missing(family, "mian", List.of("hard", "main"));

        assertThat(failure.message()).isEqualTo("task family 'web_attack' has no task 'mian'");
        assertThat(failure.place()).hasValue("/samples/web_attack/web_attack.py");
        assertThat(failure.hint()).hasValue("did you mean 'main'? tasks: main, hard");
        assertThat(TaskNames.complaint("x".repeat(201))).isPresent();
    }
}
