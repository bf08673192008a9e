package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.container.NetworkInfo;
import dev.workbench.container.Networks;
import dev.workbench.error.WorkbenchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The networks of the engine, over its API. */
final class EngineNetworks implements Networks {
    private static final Duration DETACH = Duration.ofSeconds(3);

    private final Api api;

    EngineNetworks(Api api) {
        this.api = api;
    }

    @Override
    public NetworkInfo createNetwork(String name, boolean internal, Map<String, String> labels) {
        var request = Api.JSON.createObjectNode();
        request.put("Name", name);
        request.put("CheckDuplicate", true);
        request.put("Driver", "bridge");
        request.put("Internal", internal);
        labels.forEach(request.putObject("Labels")::put);
        var created = api.post(Route.of(subject(name), "networks", "create"), request);
        return info(
                api.get(Route.of(subject(name), "networks", created.path("Id").asText())));
    }

    @Override
    public List<NetworkInfo> networks(Map<String, String> labels) {
        var listed = api.get(Route.of("the list of networks", "networks").labelled(labels));
        return StreamSupport.stream(listed.spliterator(), false)
                .map(EngineNetworks::info)
                .toList();
    }

    @Override
    public void removeNetwork(String nameOrId) {
        var route = Route.of(subject(nameOrId), "networks", nameOrId);
        // A container that removes itself may be about to leave the network.
        var patience = new Patience(DETACH);
        var answer = api.call("DELETE", route);
        while (attached(answer) && patience.another()) {
            answer = api.call("DELETE", route);
        }
        if (attached(answer)) {
            throw WorkbenchException.provider("network_in_use", subject(nameOrId) + " still has containers")
                    .hint("remove its containers first")
                    .details(answer.message());
        }
        if (answer.status() >= 400 && answer.status() != 404) {
            throw api.refusal(answer, route);
        }
    }

    private static boolean attached(Api.Answer answer) {
        return answer.status() >= 400
                && (answer.message().contains("active endpoints")
                        || answer.message().contains("associated containers"));
    }

    private static String subject(String name) {
        return "network '" + name + "'";
    }

    private static NetworkInfo info(JsonNode network) {
        var pool = ipv4(network.path("IPAM").path("Config"));
        return new NetworkInfo(
                network.path("Id").asText(),
                network.path("Name").asText(),
                network.path("Internal").asBoolean(),
                pool.path("Subnet").asText(),
                gateway(pool),
                Nodes.textMap(network.path("Labels")));
    }

    /** Podman gives the bridge of an internal network no address, and says so in Go's words. */
    private static String gateway(JsonNode pool) {
        var address = pool.path("Gateway").asText();
        return address.equals("<nil>") ? "" : address;
    }

    private static JsonNode ipv4(JsonNode pools) {
        return StreamSupport.stream(pools.spliterator(), false)
                .filter(pool -> pool.path("Subnet").asText().indexOf(':') < 0)
                .findFirst()
                .orElse(Api.JSON.createObjectNode());
    }
}
