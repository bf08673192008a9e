package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.progress.Progress;
import java.util.HashMap;
import java.util.Map;

/** Words the messages of a pull: each change of a layer's state once, and the bytes at every tenth of the whole. */
final class PullLog {
    private static final String SOURCE = "pull";

    private final Progress progress;
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Long> received = new HashMap<>();
    private long tenth;

    PullLog(Progress progress) {
        this.progress = progress;
    }

    void on(JsonNode message) {
        var layer = message.path("id").asText();
        var state =
                message.path("status").asText(message.path("stream").asText()).strip();
        if (state.equals("Downloading")) {
            count(layer, message.path("progressDetail"));
        }
        if (!state.isEmpty() && !state.equals(states.put(layer, state))) {
            progress.output(SOURCE, layer.isEmpty() ? state : layer + ": " + state);
        }
    }

    private void count(String layer, JsonNode detail) {
        sizes.put(layer, detail.path("total").asLong());
        received.put(layer, detail.path("current").asLong());
        long all = sum(sizes);
        long now = sum(received);
        if (all > 0 && now * 10 / all != tenth) {
            tenth = now * 10 / all;
            progress.output(SOURCE, "%d of %d MB".formatted(now / 1_000_000, all / 1_000_000));
        }
    }

    private static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
