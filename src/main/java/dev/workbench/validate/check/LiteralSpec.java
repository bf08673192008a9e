package dev.workbench.validate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.family.VmSpecReader;
import dev.workbench.json.Json;
import dev.workbench.validate.Outline;
import java.nio.file.Path;
import java.util.Optional;

/** A VM spec as it stands in Python code, as far as it can be told without running it. */
final class LiteralSpec {
    /** The key of what stands for a value that cannot be told. */
    private static final String UNKNOWN = "?";

    private LiteralSpec() {}

    /**
     * What a method returns.
     *
     * @throws WorkbenchException when that is no VM spec
     */
    static Optional<VmSpec> read(Outline.Member method, Path family) {
        return method.value().isObject() && !method.value().has(UNKNOWN)
                ? Optional.of(VmSpecReader.read(known(method.value()), "t", family))
                : Optional.empty();
    }

    /** The spec without what only running the code can tell; what stands there instead is right in any case. */
    private static JsonNode known(JsonNode value) {
        var known = Json.mapper().createObjectNode();
        value.properties().forEach(entry -> {
            if (entry.getKey().equals("build_steps") && entry.getValue().isArray()) {
                var steps = known.putArray("build_steps");
                entry.getValue().forEach(step -> steps.add(step.has(UNKNOWN) ? someStep() : knownStep(step)));
            } else if (isKnown(entry.getValue())) {
                known.set(entry.getKey(), entry.getValue());
            }
        });
        return known;
    }

    private static JsonNode knownStep(JsonNode step) {
        var known = Json.mapper().createObjectNode();
        for (var entry : step.properties()) {
            if (isKnown(entry.getValue())) {
                known.set(entry.getKey(), entry.getValue());
            } else if (entry.getKey().equals("commands") && entry.getValue().isArray()) {
                var commands = known.putArray("commands");
                entry.getValue()
                        .forEach(command -> commands.add(isKnown(command) ? command : TextNode.valueOf("true")));
            } else {
                return someStep();
            }
        }
        return known;
    }

    private static JsonNode someStep() {
        var step = Json.mapper().createObjectNode().put("type", "shell");
        step.putArray("commands").add("true");
        return step;
    }

    private static boolean isKnown(JsonNode value) {
        return !value.has(UNKNOWN) && value.valueStream().allMatch(LiteralSpec::isKnown);
    }
}
