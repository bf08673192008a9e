package dev.workbench.engine;

import java.util.Map;

/** The contract, kept by the Docker Engine at the default socket. */
final class DockerEngineIT extends EngineContract {
    @Override
    protected Map<String, String> environment() {
        return Map.of("DOCKER_HOST", "unix:///var/run/docker.sock");
    }
}
