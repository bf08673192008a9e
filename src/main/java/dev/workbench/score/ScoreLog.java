package dev.workbench.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The intermediate scores of one environment, in order, on disk. */
public final class ScoreLog {
    private final Path file;

    public ScoreLog(Path file) {
        this.file = file;
    }

    /**
     * One intermediate score; the names are the METR Task Standard's.
     *
     * @param score a number, {@code null}, or {@code "nan"}
     * @param scoredAt when scoring was asked for, UTC
     * @param createdAt when the score was there, UTC
     * @param elapsedTime milliseconds from the task's start to {@code scoredAt}
     */
    public record Entry(
            JsonNode score,
            JsonNode message,
            JsonNode details,
            @JsonProperty("scoredAt") Instant scoredAt,
            @JsonProperty("createdAt") Instant createdAt,
            @JsonProperty("elapsedTime") long elapsedTime) {}

    public List<Entry> entries() {
        try {
            return Files.exists(file) ? List.of(Json.read(file, Entry[].class)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Entry entry) {
        var all = new ArrayList<>(entries());
        all.add(entry);
        try {
            Json.write(file, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
