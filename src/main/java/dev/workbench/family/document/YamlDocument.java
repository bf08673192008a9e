package dev.workbench.family.document;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A YAML file as values: one document, at most {@value #LARGEST} bytes, UTF-8, scalars by the YAML 1.2 core schema (so
 * that {@code no} and {@code 12:30} are texts).
 */
public final class YamlDocument {
    static final int LARGEST = 1 << 20;
    private static final int MOST_VALUES = 50_000;
    private static final int DEEPEST = 60;

    private final Problems problems;
    private final Set<Node> open = new HashSet<>();
    private int values;

    private YamlDocument(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a file whose top must be a mapping. What can be read around goes to the problems (duplicate keys, tags).
     *
     * @param source how places call the file
     * @throws WorkbenchException when the file cannot be read or is no YAML
     */
    public static Value.Mapping read(Path file, String source, Problems problems) {
        return readIfAny(file, source, problems)
                .orElseThrow(() -> malformed("the file is empty", new Place(source, 1, 1, "")));
    }

    /** As above; empty for a file that holds nothing, or nothing but comments. */
    public static Optional<Value.Mapping> readIfAny(Path file, String source, Problems problems) {
        var text = Utf8.decode(bytes(file, source), source);
        var top = compose(text, source);
        var start = new Place(source, 1, 1, "");
        if (top == null) {
            return Optional.empty();
        }
        var value = new YamlDocument(problems).value(top, start);
        if (value instanceof Value.Mapping mapping) {
            return Optional.of(mapping);
        }
        throw malformed("the file must hold a mapping, not " + value.described(), value.place());
    }

    private static byte[] bytes(Path file, String source) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw malformed("the file is larger than 1 MiB", Place.of(source));
            }
            return bytes;
        } catch (IOException e) {
            throw WorkbenchException.badInput("unreadable_file", "cannot read the file: " + Reason.of(e))
                    .at(source)
                    .causedBy(e);
        }
    }

    private static @Nullable Node compose(String text, String source) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_VALUES);
        // Both are found again, with a place, when the values are made.
        options.setAllowRecursiveKeys(true);
        options.setTagInspector(tag -> true);
        try {
            var parser = new ParserImpl(new StreamReader(text), options);
            return new Composer(parser, new CoreSchema(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            var there = at(new Place(source, 1, 1, ""), mark(e));
            throw malformed(said(e), there, "look there and just above: indentation, quotes, brackets, a missing ':'")
                    .causedBy(e);
        } catch (ReaderException e) {
            var line = 1
                    + (int) text.substring(0, e.getPosition())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            var column = e.getPosition() - text.lastIndexOf('\n', e.getPosition() - 1);
            throw malformed(
                            String.format("the character U+%04X is not allowed here", e.getCodePoint()),
                            new Place(source, line, column, ""))
                    .causedBy(e);
        } catch (YAMLException e) {
            throw malformed(String.valueOf(e.getMessage()), Place.of(source)).causedBy(e);
        }
    }

    private Value value(Node node, Place place) {
        var here = at(place, node.getStartMark());
        if (++values > MOST_VALUES) {
            throw malformed("the file holds more than " + MOST_VALUES + " values", here, "are its aliases nested?");
        }
        if (!open.add(node)) {
            throw malformed(here.subject() + " contains itself through an alias", here);
        }
        var value = switch (node) {
            case MappingNode mapping -> mapping(mapping, here);
            case SequenceNode sequence -> sequence(sequence, here);
            case ScalarNode scalar -> scalar(scalar, here);
            default -> throw new IllegalStateException("unknown node " + node.getNodeId());
        };
        open.remove(node);
        return value;
    }

    private Value mapping(MappingNode node, Place place) {
        checkTag(node, Tag.MAP, place);
        var entries = new ArrayList<Value.Entry>();
        Map<String, Place> seen = new HashMap<>();
        for (var tuple : node.getValue()) {
            var keyPlace = at(place, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, "a key must be a text");
                continue;
            }
            var name = key.getValue();
            var first = seen.putIfAbsent(name, keyPlace);
            if (first != null) {
                problems.add(keyPlace, "duplicate key " + Quoted.of(name), "the first one is in line " + first.line());
                continue;
            }
            entries.add(new Value.Entry(keyPlace, name, value(tuple.getValueNode(), place.key(name))));
        }
        return new Value.Mapping(place, entries);
    }

    private Value sequence(SequenceNode node, Place place) {
        checkTag(node, Tag.SEQ, place);
        var items = new ArrayList<Value>();
        for (var item : node.getValue()) {
            items.add(value(item, place.item(items.size())));
        }
        return new Value.Sequence(place, items);
    }

    private Value scalar(ScalarNode node, Place place) {
        var written = node.getValue();
        var tag = node.getTag();
        try {
            if (tag.equals(Tag.NULL)) {
                return new Value.Nothing(place);
            } else if (tag.equals(Tag.BOOL)) {
                return new Value.Flag(place, written.equalsIgnoreCase("true"));
            } else if (tag.equals(Tag.INT)) {
                return new Value.Numeral(place, integer(written), written);
            } else if (tag.equals(Tag.FLOAT)) {
                return new Value.Numeral(place, new BigDecimal(written), written);
            }
        } catch (NumberFormatException e) {
            problems.add(place, "not a number: " + Quoted.of(written));
            return new Value.Text(place, written);
        }
        checkTag(node, Tag.STR, place);
        return new Value.Text(place, written);
    }

    private static BigDecimal integer(String written) {
        return new BigDecimal(
                switch (written.length() > 2 ? written.substring(0, 2) : "") {
                    case "0x" -> new BigInteger(written.substring(2), 16);
                    case "0o" -> new BigInteger(written.substring(2), 8);
                    default -> new BigInteger(written);
                });
    }

    private void checkTag(Node node, Tag expected, Place place) {
        if (!node.getTag().equals(expected)) {
            problems.add(place, "the tag " + Quoted.of(node.getTag().getValue()) + " is not supported");
        }
    }

    private static Place at(Place place, @Nullable Mark mark) {
        return mark == null ? place : place.moved(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static @Nullable Mark mark(MarkedYAMLException e) {
        return e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    }

    private static String said(MarkedYAMLException e) {
        var context = e.getContext() == null ? "" : e.getContext() + ": ";
        return (context + e.getProblem()).replaceAll("\\s+", " ").strip();
    }

    private static WorkbenchException malformed(String message, Place place) {
        return WorkbenchException.badInput("malformed_yaml", message).at(place.where());
    }

    private static WorkbenchException malformed(String message, Place place, String hint) {
        return malformed(message, place).hint(hint);
    }
}
