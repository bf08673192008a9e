package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Value;
import dev.workbench.family.document.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema that ships with the tool says the same as the reader, as far as a schema can. */
class ManifestSchemaTest {
    private static Schema schema;

    @TempDir
    Path temporary;

    @BeforeAll
    static void readSchema() throws IOException {
        try (var in = ManifestReader.class.getResourceAsStream("manifest.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(in));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.workbench.family.ManifestCases#good")
    void acceptsWhatTheReaderAccepts(String yaml) throws IOException {
        assertThat(schema.validate(tree(yaml))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badInSchema")
    void refusesWhatTheReaderRefuses(ManifestCases.Bad bad) throws IOException {
        assertThat(schema.validate(tree(bad.yaml()))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("badForTheReaderAlone")
    void acceptsWhatOnlyTheReaderCanKnow(ManifestCases.Bad bad) throws IOException {
        assertThat(schema.validate(tree(bad.yaml()))).isEmpty();
    }

    static Stream<ManifestCases.Bad> badInSchema() {
        return ManifestCases.bad().stream().filter(ManifestCases.Bad::inSchema);
    }

    static Stream<ManifestCases.Bad> badForTheReaderAlone() {
        return ManifestCases.bad().stream().filter(bad -> !bad.inSchema());
    }

    private JsonNode tree(String yaml) throws IOException {
        var file = Files.writeString(temporary.resolve("manifest.yaml"), yaml);
        return tree(YamlDocument.read(file, "manifest.yaml", new Problems()));
    }

    private static JsonNode tree(Value value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value) {
            case Value.Mapping mapping -> {
                var object = nodes.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), tree(entry.value())));
                yield object;
            }
            case Value.Sequence sequence -> {
                var array = nodes.arrayNode();
                sequence.items().forEach(item -> array.add(tree(item)));
                yield array;
            }
            case Value.Text text -> nodes.textNode(text.text());
            case Value.Numeral number -> nodes.numberNode(number.number());
            case Value.Flag flag -> nodes.booleanNode(flag.flag());
            case Value.Nothing nothing -> nodes.nullNode();
        };
    }
}
