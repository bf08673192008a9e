package dev.workbench.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a family's code says of itself and of each of its tasks, asked once per main image.
 *
 * @param members names of the {@code TaskFamily} members that are there, such as {@code score}
 * @param tasks by name, in the family's order
 */
public record Description(
        Optional<String> standardVersion,
        List<String> requiredEnvironmentVariables,
        Set<String> members,
        boolean skipChownAfterStart,
        Map<String, Task> tasks) {

    /**
     * One task as the code describes it.
     *
     * @param auxVmSpec the VM spec as the code gave it, if the task has an aux VM
     * @param manifestOnly whether it is the manifest that describes it, for there is no code to call
     * @param error why the code could not describe this task; then all else is empty
     */
    public record Task(
            String name,
            String instructions,
            List<String> permissions,
            Optional<JsonNode> auxVmSpec,
            List<String> requiredEnvironmentVariables,
            Set<String> members,
            boolean manifestOnly,
            Optional<JsonNode> error) {
        public Task {
            error = error.filter(JsonNode::isObject);
            auxVmSpec = auxVmSpec.filter(JsonNode::isObject); // a stored absence comes back as JSON's null
        }

        public boolean fullInternet() {
            return permissions.contains("full_internet");
        }

        public boolean has(String member) {
            return members.contains(member);
        }
    }

    /** Reads what the driver's {@code describe} answered. */
    static Description parse(ObjectNode json) {
        var required = strings(json.path("required_environment_variables"));
        var members = new LinkedHashSet<String>();
        json.path("has").properties().forEach(entry -> {
            if (entry.getValue().asBoolean()) {
                members.add(entry.getKey());
            }
        });
        var tasks = new LinkedHashMap<String, Task>();
        json.path("setup").properties().forEach(entry -> {
            var setup = entry.getValue();
            var spec = setup.path("aux_vm_spec");
            tasks.put(
                    entry.getKey(),
                    new Task(
                            entry.getKey(),
                            setup.path("instructions").asText(),
                            strings(setup.path("permissions")),
                            spec.isObject() ? Optional.of(spec) : Optional.empty(),
                            required,
                            members,
                            false,
                            Optional.of(setup.path("error"))));
        });
        return new Description(
                Optional.ofNullable(json.path("standard_version").textValue()),
                required,
                members,
                json.path("skip_chown_after_start").asBoolean(),
                tasks);
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
