package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.WorkbenchException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {
    @Test
    void linesAreReadAsDockerReadsThem() {
        var file = EnvFile.parse("""
                # a comment
                   # another
                PLAIN=value

                  INDENTED=x
                QUOTED="a 'b'"
                EQUALS=a=b=c
                HASH=a # not a comment
                EMPTY=
                dotted.name-x=1
                PLAIN=last
                FROM_PROCESS
                NOWHERE
                NO_NEWLINE=end""", "f", Map.of("FROM_PROCESS", "p"));

        assertThat(file.value("PLAIN")).hasValue("last");
        assertThat(file.value("INDENTED")).hasValue("x");
        assertThat(file.value("QUOTED")).hasValue("\"a 'b'\"");
        assertThat(file.value("EQUALS")).hasValue("a=b=c");
        assertThat(file.value("HASH")).hasValue("a # not a comment");
        assertThat(file.value("EMPTY")).hasValue("");
        assertThat(file.value("dotted.name-x")).hasValue("1");
        assertThat(file.value("FROM_PROCESS")).hasValue("p");
        assertThat(file.value("NOWHERE")).isEmpty();
        assertThat(file.value("NO_NEWLINE")).hasValue("end");
    }

    @Test
    void aValueKeepsItsBlanksAndLosesItsCarriageReturn() {
        var file = EnvFile.parse("A=  a b \t\r\nB=x\r\n", "f", Map.of());

        assertThat(file.value("A")).hasValue("  a b \t");
        assertThat(file.value("B")).hasValue("x");
    }

    @ParameterizedTest
    @CsvSource({
        "=hunter2, a variable's name is missing before '='",
        "KEY =hunter2, a variable's name must not contain blanks",
        "-----BEGIN hunter2 KEY-----, a variable's name must not contain blanks",
        "export KEY=hunter2, 'export' is not part of an env file",
    })
    void aBadLineIsNamedButNeverShown(String line, String message) {
        var failure = catchThrowableOfType(
                WorkbenchException.class, () -> EnvFile.parse("A=1\n\n" + line + "\n", "secrets", Map.of()));

        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.place()).hasValue("secrets:3");
        assertThat(failure.message() + failure.hint()).doesNotContain("hunter2");
    }
}
