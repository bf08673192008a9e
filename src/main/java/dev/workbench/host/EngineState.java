package dev.workbench.host;

import dev.workbench.container.EngineInfo;
import dev.workbench.error.WorkbenchException;
import java.time.Duration;
import java.util.Set;

/** Whether a container engine answers. */
public sealed interface EngineState {
    /**
     * @param images the kinds of base images that it has, as in their label {@code dev.workbench.kind}
     * @param networks how many of its networks have addresses
     * @param ahead by how much its clock is before this machine's; negative when it is behind
     */
    record Answering(EngineInfo info, Set<String> images, int networks, Duration ahead) implements EngineState {
        boolean isLocal() {
            return info.endpoint().startsWith("unix:");
        }
    }

    record Silent(WorkbenchException failure) implements EngineState {}
}
