package dev.workbench.engine;

import dev.workbench.engine.http.Body;
import dev.workbench.engine.http.Endpoint;
import dev.workbench.engine.http.HttpClient;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An engine that has answered: how to reach it, and the version of the API to speak. */
record Engine(HttpClient http, String apiVersion, boolean podman, EngineErrors errors) {
    private static final ApiVersion OLDEST = new ApiVersion(1, 41);
    /** The newest version whose meaning this adapter knows. */
    private static final ApiVersion NEWEST = new ApiVersion(1, 47);

    /** Takes the first endpoint that answers. */
    static Engine search(List<Endpoint> candidates) {
        var failures = new ArrayList<Unreachable>();
        for (var endpoint : candidates) {
            try {
                return greet(new HttpClient(endpoint));
            } catch (IOException e) {
                failures.add(new Unreachable(endpoint, e));
            }
        }
        throw EngineErrors.unreachable(failures);
    }

    String address() {
        return http.endpoint().address();
    }

    private static Engine greet(HttpClient http) throws IOException {
        try (var response = http.send("GET", "/_ping", Body.NONE)) {
            var announced = response.header("api-version").flatMap(ApiVersion::parse);
            if (announced.isEmpty()) {
                throw new IOException("what answers there is no container engine (status " + response.status() + ")");
            }
            var version = announced.get();
            if (version.compareTo(OLDEST) < 0) {
                throw WorkbenchException.notReady(
                                "engine_too_old",
                                "the container engine at " + http.endpoint().address() + " speaks API " + version
                                        + ", and workbench needs " + OLDEST + " or newer")
                        .hint("install Docker Engine 20.10 or newer, or Podman 4");
            }
            var spoken = version.compareTo(NEWEST) < 0 ? version : NEWEST;
            boolean podman = response.header("libpod-api-version").isPresent();
            return new Engine(http, spoken.toString(), podman, new EngineErrors(http.endpoint()));
        }
    }

    /** An endpoint that was tried, and why it did not answer. */
    record Unreachable(Endpoint endpoint, IOException reason) {}
}
