package dev.workbench.family.document;

import dev.workbench.family.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A mapping read key by key. What is wrong goes to the problems and reads as absent. */
public final class Fields {
    private final Place place;
    private final Problems problems;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();

    /** Reports every key that is not known. */
    public Fields(Value.Mapping mapping, Problems problems, List<String> known) {
        this.place = mapping.place();
        this.problems = problems;
        for (var entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.add(
                        entry.keyPlace(),
                        "unknown key " + Quoted.of(entry.key()) + in(),
                        Nearest.to(entry.key(), known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElseGet(() -> "keys: " + String.join(", ", known)));
            } else {
                values.put(entry.key(), entry.value());
            }
            keys.put(entry.key(), entry.keyPlace());
        }
    }

    /** The fields of a value that must be a mapping. */
    public static Optional<Fields> of(Value value, Problems problems, List<String> known) {
        if (value instanceof Value.Mapping mapping) {
            return Optional.of(new Fields(mapping, problems, known));
        }
        wrong(problems, value, "a mapping");
        return Optional.empty();
    }

    public Place place() {
        return place;
    }

    /** Whether the key stands in the document, with whatever value. */
    public boolean has(String key) {
        return keys.containsKey(key);
    }

    /** Reports those of the keys that are missing. */
    public Fields require(String... required) {
        for (var key : required) {
            if (!has(key)) {
                problems.add(place, "missing key '" + key + "'" + in());
            }
        }
        return this;
    }

    /** Reports a key that must not stand here. */
    public void refuse(String key, String message, String hint) {
        Optional.ofNullable(keys.get(key)).ifPresent(at -> problems.add(at, message, hint));
    }

    /** The value of a key; a key without one is reported and reads as absent. */
    public Optional<Value> value(String key) {
        var value = values.get(key);
        if (value instanceof Value.Nothing) {
            problems.add(place(key), value.place().subject() + " has no value", "remove the key");
            values.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    /** Where a key stands; where it should stand when it is missing. */
    public Place place(String key) {
        return keys.getOrDefault(key, place);
    }

    public Optional<Fields> mapping(String key, List<String> known) {
        return value(key).flatMap(value -> of(value, problems, known));
    }

    /** A text that is not blank. */
    public Optional<String> text(String key) {
        return value(key).flatMap(this::textOf);
    }

    /** A text or a number, such as a version that people write without quotes. */
    public void label(String key) {
        value(key).ifPresent(value -> {
            switch (value) {
                case Value.Text t -> {}
                case Value.Numeral n -> {}
                default -> wrong(problems, value, "a text");
            }
        });
    }

    /** A list of texts, none of them blank; absent reads as empty. */
    public List<String> texts(String key) {
        var texts = new ArrayList<String>();
        each(key, "a list of texts", item -> textOf(item).ifPresent(texts::add));
        return List.copyOf(texts);
    }

    /** Hands each item of a list on; anything else is reported. */
    public void each(String key, String expected, Consumer<Value> reader) {
        value(key).ifPresent(value -> {
            if (value instanceof Value.Sequence sequence) {
                sequence.items().forEach(reader);
            } else {
                wrong(problems, value, expected);
            }
        });
    }

    public Optional<Boolean> flag(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Value.Flag flag) {
                return Optional.of(flag.flag());
            }
            wrong(problems, value, "true or false");
            return Optional.empty();
        });
    }

    /** A text out of a closed list. */
    public Optional<String> word(String key, List<String> words) {
        return value(key).flatMap(value -> {
            if (value instanceof Value.Text text && words.contains(text.text())) {
                return Optional.of(text.text());
            }
            var expected = words.size() == 1 ? "'" + words.getFirst() + "'" : "one of " + String.join(", ", words);
            if (value instanceof Value.Text text) {
                var nearest = Nearest.to(text.text(), words);
                var message = message(value, expected);
                nearest.ifPresentOrElse(
                        near -> problems.add(value.place(), message, "did you mean '" + near + "'?"),
                        () -> problems.add(value.place(), message));
            } else {
                wrong(problems, value, expected);
            }
            return Optional.empty();
        });
    }

    /** A number of what {@code unit} says, whole or not. */
    public OptionalDouble number(String key, String unit, BigDecimal least, BigDecimal most) {
        var value = value(key).orElse(null);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof Value.Numeral number
                && number.number().compareTo(least) >= 0
                && number.number().compareTo(most) <= 0) {
            return OptionalDouble.of(number.number().doubleValue());
        }
        wrong(
                problems,
                value,
                "a number of " + unit + " from " + least.toPlainString() + " to " + most.toPlainString());
        return OptionalDouble.empty();
    }

    /** {@code [least, most]}, both whole numbers of what {@code unit} says, from 1 to {@code limit}. */
    public Optional<Bounds> bounds(String key, String unit, int limit) {
        return value(key).flatMap(value -> Bounds.read(value, problems, unit, limit));
    }

    /** Two whole numbers, the lesser first. */
    public record Bounds(int least, int most) {
        private static Optional<Bounds> read(Value value, Problems problems, String unit, int limit) {
            var expected = "[least, most], two whole numbers of " + unit + " from 1 to " + limit;
            if (!(value instanceof Value.Sequence sequence)) {
                wrong(problems, value, expected);
                return Optional.empty();
            }
            if (sequence.items().size() != 2) {
                problems.add(
                        value.place(),
                        value.place().subject() + " must be " + expected + ", not a list of "
                                + sequence.items().size());
                return Optional.empty();
            }
            var least = whole(sequence.items().getFirst(), problems, unit, limit);
            var most = whole(sequence.items().getLast(), problems, unit, limit);
            if (least.isEmpty() || most.isEmpty()) {
                return Optional.empty();
            }
            if (least.get() > most.get()) {
                problems.add(
                        value.place(),
                        value.place().subject() + " must be [least, most], but " + least.get() + " is more than "
                                + most.get());
                return Optional.empty();
            }
            return Optional.of(new Bounds(least.get(), most.get()));
        }

        private static Optional<Integer> whole(Value value, Problems problems, String unit, int limit) {
            if (value instanceof Value.Numeral number
                    && number.number().compareTo(BigDecimal.ONE) >= 0
                    && number.number().compareTo(BigDecimal.valueOf(limit)) <= 0
                    && number.number().stripTrailingZeros().scale() <= 0) {
                return Optional.of(number.number().intValueExact());
            }
            wrong(problems, value, "a whole number of " + unit + " from 1 to " + limit);
            return Optional.empty();
        }
    }

    /** The text of an item, on the same terms as {@link #text}. */
    public Optional<String> textOf(Value value) {
        if (!(value instanceof Value.Text text)) {
            switch (value) {
                case Value.Numeral n -> quotesMissing(value);
                case Value.Flag f -> quotesMissing(value);
                default -> wrong(problems, value, "a text");
            }
            return Optional.empty();
        }
        if (text.text().isBlank()) {
            problems.add(value.place(), value.place().subject() + " is empty");
            return Optional.empty();
        }
        if (text.text().indexOf('\0') >= 0) {
            problems.add(value.place(), value.place().subject() + " contains a NUL character");
            return Optional.empty();
        }
        return Optional.of(text.text());
    }

    private void quotesMissing(Value value) {
        problems.add(value.place(), message(value, "a text"), "put it in quotes");
    }

    private String in() {
        return place.path().isEmpty() ? "" : " in " + place.path();
    }

    private static void wrong(Problems problems, Value value, String expected) {
        problems.add(value.place(), message(value, expected));
    }

    private static String message(Value value, String expected) {
        return value.place().subject() + " must be " + expected + ", not " + value.described();
    }
}
