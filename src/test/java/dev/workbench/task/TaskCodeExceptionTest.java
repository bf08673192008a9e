package dev.workbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.json.Json;
import org.junit.jupiter.api.Test;

class TaskCodeExceptionTest {
    @Test
    void anExceptionIsToldWithItsType() {
        assertThat(text("exception", "KeyError", "'x'")).isEqualTo("KeyError: 'x'");
    }

    @Test
    void aBrokenRuleIsToldInItsOwnSentence() {
        assertThat(text("bad_value", "bad_value", "a score is a number")).isEqualTo("a score is a number");
    }

    private static String text(String kind, String type, String message) {
        var error = Json.mapper().createObjectNode();
        error.put("kind", kind).put("type", type).put("message", message);
        return TaskCodeException.parse("score", error).text();
    }
}
