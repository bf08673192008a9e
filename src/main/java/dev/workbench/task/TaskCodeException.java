package dev.workbench.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.Serial;
import java.nio.file.Path;

/** The task's code failed or broke its contract; {@code traceback} has the task's own frames alone. */
public final class TaskCodeException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String kind;
    private final String traceback;
    private final String file;
    private final int line;

    TaskCodeException(String operation, String kind, String message, String traceback, String file, int line) {
        super(message);
        this.operation = operation;
        this.kind = kind;
        this.traceback = traceback;
        this.file = file;
        this.line = line;
    }

    /** Reads the driver's {@code error} object. */
    public static TaskCodeException parse(String operation, JsonNode error) {
        var kind = error.path("kind").asText("exception");
        var exception = error.path("type").asText("");
        var type = exception.equals(kind) ? "" : exception; // a broken rule, told in a sentence of its own
        var message = error.path("message").asText("");
        var text = type.isEmpty() || message.startsWith(type) ? message : type + ": " + message;
        return new TaskCodeException(
                operation,
                kind,
                text,
                error.path("traceback").asText(""),
                error.path("file").asText(""),
                error.path("line").asInt());
    }

    public String operation() {
        return operation;
    }

    public String traceback() {
        return traceback;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** As a failure of the command: exit 2 when the family is not well formed, exit 1 when its code failed. */
    public WorkbenchException asFailure(Path familyDirectory) {
        var malformed = switch (kind) {
            case "syntax", "import", "no_class", "no_task", "missing_method", "bad_value" ->
                !operation.contains("score");
            default -> false;
        };
        var failure = WorkbenchException.of(
                malformed ? ExitCode.BAD_INPUT : ExitCode.VERDICT,
                malformed ? "bad_family" : operation + "_failed",
                malformed ? text() : operation + " failed: " + text());
        if (!file.isEmpty()) {
            // Relative to the family, which is /root in the container.
            var place =
                    file.startsWith("/") ? file : familyDirectory.resolve(file).toString();
            failure = failure.at(line > 0 ? place + ":" + line : place);
        }
        return traceback.isEmpty() ? failure : failure.details(traceback.stripTrailing());
    }
}
