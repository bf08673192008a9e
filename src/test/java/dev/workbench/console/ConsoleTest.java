package dev.workbench.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void aFailureWithoutAHintHasNoEmptyOne() throws IOException {
        var error = json(WorkbenchException.badInput("no_such_task", "there is none"));

        assertThat(error.path("message").asText()).isEqualTo("there is none");
        assertThat(error.has("hint")).isTrue();
        assertThat(error.path("hint").isNull()).isTrue();
    }

    @Test
    void aFailureWithAHintHasIt() throws IOException {
        assertThat(json(WorkbenchException.badInput("x", "y").hint("do z"))
                        .path("hint")
                        .asText())
                .isEqualTo("do z");
    }

    private static JsonNode json(WorkbenchException failure) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        new Console(new PrintStream(out, false, UTF_8), err, Style.PLAIN, Console.Results.JSON, false, false)
                .failure(failure);
        return Json.mapper().readTree(out.toByteArray()).path("error");
    }
}
