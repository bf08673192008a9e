package dev.workbench.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code config.schema.json} is what editors check a configuration file with; the code decides what is in it. */
class ConfigSchemaTest {
    private static final Path FILE = Path.of("src/main/resources/dev/workbench/settings/config.schema.json");

    @TempDir
    Path directory;

    @Test
    void hasEverySettingWithItsWordsAndItsPreset() throws IOException {
        var properties = Json.mapper().readTree(FILE.toFile()).path("properties");
        assertThat(properties.propertyStream().map(entry -> entry.getKey())).containsExactlyElementsOf(Setting.keys());
        for (var setting : Setting.values()) {
            var property = properties.path(setting.key());
            assertThat(property.path("description").asText()).isNotEmpty();
            assertThat(property.path("enum").valueStream().map(word -> word.asText()))
                    .containsExactlyElementsOf(setting.words());
            assertThat(property.path("default").asText()).isEqualTo(setting.preset());
        }
    }

    @ParameterizedTest
    @CsvSource({"ttl,90s", "ttl,1h30m", "ttl,2 hours", "ttl,4", "ttl,h", "keep,sometimes", "keep,always", "colour,auto"
    })
    void refusesWhatTheFileReaderRefuses(String key, String value) throws IOException {
        var file = directory.resolve("config.yaml");
        Files.writeString(file, key + ": " + value + "\n");
        assertThat(complaints(Json.mapper().createObjectNode().put(key, value)).isEmpty())
                .isEqualTo(isRead(file));
    }

    private static boolean isRead(Path file) {
        try {
            SettingsFile.read(file);
            return true;
        } catch (WorkbenchException e) {
            return false;
        }
    }

    private static List<?> complaints(ObjectNode config) throws IOException {
        var schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return schemas.getSchema(Files.readString(FILE)).validate(config.toString(), InputFormat.JSON);
    }
}
