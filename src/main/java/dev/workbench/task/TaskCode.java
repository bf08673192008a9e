package dev.workbench.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.Exec;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import dev.workbench.progress.LineSink;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Calls into the task's code through the driver in the main container: one line of JSON in, one line of JSON out.
 *
 * <p>Required variables travel inside the request, on standard input: an exec's environment or arguments would be kept by
 * the engine. What the task prints arrives as output events, never as a result.
 */
public final class TaskCode {
    private static final Exec DRIVER =
            Exec.of("python3", "-m", "workbench_task").as("root").in("/root");

    private final ContainerEngine engine;
    private final String container;
    private final Progress progress;
    private final String source;

    public TaskCode(ContainerEngine engine, String container, Progress progress) {
        this(engine, container, progress, "task");
    }

    /** @param source whose output it is that is printed meanwhile, in events */
    public TaskCode(ContainerEngine engine, String container, Progress progress, String source) {
        this.source = source;
        this.engine = engine;
        this.container = container;
        this.progress = progress;
    }

    /** A request with what every operation needs; {@code task} may be empty. */
    public static ObjectNode request(String operation, String family, String task, Map<String, String> variables) {
        var request = Json.mapper().createObjectNode();
        request.put("op", operation);
        request.put("family", family);
        if (!task.isEmpty()) {
            request.put("task", task);
        }
        request.set("env", Json.mapper().valueToTree(variables));
        return request;
    }

    /**
     * Runs one operation.
     *
     * @return the driver's {@code result}
     * @throws TaskCodeException when the task's code fails or breaks its contract
     */
    public JsonNode call(ObjectNode request) throws TaskCodeException {
        var operation = request.path("op").asText();
        var out = new ByteArrayOutputStream();
        int exit;
        try (var lines = new LineSink(line -> progress.output(source, line))) {
            var line = (Json.line(request) + "\n").getBytes(StandardCharsets.UTF_8);
            exit = engine.exec(container, DRIVER, Streams.feeding(line, out, lines));
        }
        var answer = lastLine(out.toString(StandardCharsets.UTF_8));
        try {
            var json = Json.mapper().readTree(answer);
            if (json != null && json.path("ok").asBoolean()) {
                return json.path("result");
            }
            if (json != null && json.has("error")) {
                throw TaskCodeException.parse(operation, json.path("error"));
            }
        } catch (IOException e) {
            // not an answer: said below
        }
        throw new TaskCodeException(
                operation, "exception", "the task's code ended the Python process (exit code " + exit + ")", "", "", 0);
    }

    /** Asks the code to describe the family and all its tasks. */
    public Description describe(String family, Map<String, String> variables) throws TaskCodeException {
        var request = request("describe", family, "", variables).put("all", true);
        if (call(request) instanceof ObjectNode result) {
            return Description.parse(result);
        }
        throw WorkbenchException.provider("driver_failed", "the task driver gave no description of '" + family + "'");
    }

    /** Asks the code for the names of the variables that it requires, before its {@code install} has run. */
    public List<String> requiredVariables(String family) throws TaskCodeException {
        return call(request("variables", family, "", Map.of()))
                .path("required_environment_variables")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static String lastLine(String text) {
        var trimmed = text.stripTrailing();
        return trimmed.substring(trimmed.lastIndexOf('\n') + 1);
    }
}
