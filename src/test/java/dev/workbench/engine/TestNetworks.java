package dev.workbench.engine;

import java.nio.file.Path;
import java.util.Map;

/** Networks as only tests need them: with a subnet of the test's choice, in which containers can have fixed addresses. */
public final class TestNetworks {
    private TestNetworks() {}

    /** Creates a bridge network; its first address is the host's. */
    public static void create(
            Map<String, String> environment, String name, String subnet, String gateway, Map<String, String> labels) {
        var endpoints = new Endpoints(environment, Path.of("/"));
        var api = new Api(() -> Engine.search(endpoints.candidates()));
        var request = Api.JSON.createObjectNode();
        request.put("Name", name);
        request.put("CheckDuplicate", true);
        request.put("Driver", "bridge");
        request.putObject("IPAM")
                .putArray("Config")
                .addObject()
                .put("Subnet", subnet)
                .put("Gateway", gateway);
        labels.forEach(request.putObject("Labels")::put);
        api.post(Route.of("network '" + name + "'", "networks", "create"), request);
    }
}
