package dev.workbench.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Instants as ISO 8601 in UTC, and paths as people write them. The whole java.time module would cost start-up time for
 * this one type, and Jackson's own form of a path is a {@code file:} URI.
 */
final class PlainValues extends SimpleModule {
    @Serial
    private static final long serialVersionUID = 1L;

    PlainValues() {
        addSerializer(new StdScalarSerializer<>(Instant.class) {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        addDeserializer(Instant.class, new StdScalarDeserializer<>(Instant.class) {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return Instant.parse(in.getText());
            }
        });
        addSerializer(new StdScalarSerializer<>(Path.class) {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Path value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        addDeserializer(Path.class, new StdScalarDeserializer<>(Path.class) {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public Path deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return Path.of(in.getText());
            }
        });
    }
}
