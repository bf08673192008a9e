package dev.workbench.family.document;

import java.math.BigDecimal;
import java.util.List;

/** A value of a YAML or JSON document, and where it stands. */
public sealed interface Value {
    Place place();

    /** Keys and values in the document's order; a key stands once. */
    record Mapping(Place place, List<Entry> entries) implements Value {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** One key of a mapping, with its own place. */
    record Entry(Place keyPlace, String key, Value value) {}

    record Sequence(Place place, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Text(Place place, String text) implements Value {}

    record Numeral(Place place, BigDecimal number, String written) implements Value {}

    record Flag(Place place, boolean flag) implements Value {}

    /** A key without a value, or an explicit null. */
    record Nothing(Place place) implements Value {}

    /** What the value is, as the end of "…, not". */
    default String described() {
        return switch (this) {
            case Mapping m -> "a mapping";
            case Sequence s -> s.items().isEmpty() ? "an empty list" : "a list";
            case Text t -> t.text().isBlank() ? "an empty text" : "the text " + Quoted.of(t.text());
            case Numeral n -> "the number " + Quoted.cut(n.written(), 30);
            case Flag f -> String.valueOf(f.flag());
            case Nothing n -> "nothing";
        };
    }
}
