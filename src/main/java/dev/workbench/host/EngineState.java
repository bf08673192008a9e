package dev.workbench.host;

import dev.workbench.container.EngineInfo;
import dev.workbench.error.WorkbenchException;
import java.util.Set;

/** Whether a container engine answers. */
public sealed interface EngineState {
    /** @param images the kinds of base images that it has, as in their label {@code dev.workbench.kind} */
    record Answering(EngineInfo info, Set<String> images) implements EngineState {
        boolean isLocal() {
            return info.endpoint().startsWith("unix:");
        }
    }

    record Silent(WorkbenchException failure) implements EngineState {}
}
