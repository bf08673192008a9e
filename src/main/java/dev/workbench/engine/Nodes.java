package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads lists and maps out of JSON in which "none" may also be null or absent. */
final class Nodes {
    private Nodes() {}

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Empty for what is no time, and for the year 1 that stands for none. */
    static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.asText()).toInstant()).filter(Instant.EPOCH::isBefore);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Map<String, String> textMap(JsonNode object) {
        var map = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return Map.copyOf(map);
    }
}
