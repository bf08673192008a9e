package dev.workbench.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.NetworkInfo;
import dev.workbench.family.AgentAccess;
import dev.workbench.json.Json;
import dev.workbench.progress.Progress;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the main container to start the task: instructions, the task's own {@code start}, the agent's way to the VM. */
final class TaskStart {
    private final ContainerEngine engine;
    private final Progress progress;

    TaskStart(ContainerEngine engine, Progress progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /**
     * Runs the task's {@code start}.
     *
     * @return what the probe from inside found before any of the task's code ran: target to {@code blocked} or
     *     {@code reached}
     * @throws dev.workbench.error.WorkbenchException (exit code 1) when the task's code fails
     */
    Map<String, String> start(
            Prepared task, String container, NetworkInfo network, AllowedHosts allowed, Optional<AuxVm> auxVm) {
        var variables = new HashMap<>(task.variables().byName());
        auxVm.ifPresent(vm -> variables.putAll(vm.variables()));
        var request = TaskCode.request(
                "start", task.family().name(), task.description().name(), variables);
        request.put("instructions", task.description().instructions());
        if (!task.family().hasPython()) {
            request.put("manifest", true);
            request.set(
                    "start_commands",
                    Json.mapper().valueToTree(task.manifest().orElseThrow().start()));
        }
        if (auxVm.isPresent() && task.agentAccess() != AgentAccess.NONE) {
            request.put("agent_access", task.agentAccess().name().toLowerCase(Locale.ROOT));
        }
        if (!task.description().fullInternet()) {
            request.set("probe", probeTargets(network, allowed));
        }
        try {
            return probe(new TaskCode(engine, container, progress).call(request));
        } catch (TaskCodeException e) {
            throw e.asFailure(task.family().directory());
        }
    }

    /** What must not be reached from inside: the host, by its address on this network; and what must be: allowed hosts. */
    private static ObjectNode probeTargets(NetworkInfo network, AllowedHosts allowed) {
        var probe = Json.mapper().createObjectNode();
        var blocked = probe.putArray("blocked");
        if (!network.gateway().isEmpty()) {
            blocked.add(network.gateway());
        }
        probe.set("allowed", Json.mapper().valueToTree(allowed.addresses().keySet()));
        return probe;
    }

    private static Map<String, String> probe(JsonNode result) {
        var found = new LinkedHashMap<String, String>();
        result.path("probe")
                .properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText()));
        return found;
    }
}
