package dev.workbench.family.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** A JSON tree as values; members that are null count as absent. */
public final class JsonDocument {
    private JsonDocument() {}

    /** The tree, with the same source for all its places. */
    public static Value of(JsonNode node, String source) {
        return value(node, Place.of(source));
    }

    private static Value value(JsonNode node, Place place) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var entries = new ArrayList<Value.Entry>();
                for (var member : node.properties()) {
                    var key = place.key(member.getKey());
                    if (!member.getValue().isNull()) {
                        entries.add(new Value.Entry(key, member.getKey(), value(member.getValue(), key)));
                    }
                }
                yield new Value.Mapping(place, entries);
            }
            case ARRAY -> {
                var items = new ArrayList<Value>();
                for (var item : node) {
                    items.add(value(item, place.item(items.size())));
                }
                yield new Value.Sequence(place, items);
            }
            case NUMBER -> {
                var written = node.asText();
                var finite = !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
                yield finite ? new Value.Numeral(place, node.decimalValue(), written) : new Value.Text(place, written);
            }
            case BOOLEAN -> new Value.Flag(place, node.booleanValue());
            case STRING -> new Value.Text(place, node.textValue());
            case NULL, MISSING -> new Value.Nothing(place);
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        };
    }
}
