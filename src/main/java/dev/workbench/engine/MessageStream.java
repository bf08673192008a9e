package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.function.Consumer;

/** The messages that an engine sends while it pulls or imports, one JSON object after the other. */
final class MessageStream {
    private final InputStream in;

    MessageStream(InputStream in) {
        this.in = in;
    }

    /** Passes each message on until the end, or until the engine reports that the work failed. */
    void forEach(Consumer<JsonNode> listener) throws IOException, ErrorMessage {
        try (var messages = Api.JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            while (messages.hasNextValue()) {
                var message = messages.nextValue();
                var error = message.path("error")
                        .asText(message.path("errorDetail").path("message").asText());
                if (!error.isEmpty()) {
                    throw new ErrorMessage(error);
                }
                listener.accept(message);
            }
        }
    }

    /** The engine's own words for why the work failed. */
    static final class ErrorMessage extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        ErrorMessage(String message) {
            super(message);
        }
    }
}
