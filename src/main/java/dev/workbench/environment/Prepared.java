package dev.workbench.environment;

import dev.workbench.container.ImageInfo;
import dev.workbench.family.AgentAccess;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.family.Resources;
import dev.workbench.family.TaskFamily;
import dev.workbench.task.Description;
import java.util.Optional;

/**
 * A task that is ready to be started: everything checked, its main image there.
 *
 * @param imageCache {@code hit} or {@code miss}
 */
public record Prepared(
        TaskFamily family,
        Optional<ManifestTask> manifest,
        Description.Task description,
        RequiredVariables.Values variables,
        ImageInfo image,
        String imageCache) {

    public Resources resources() {
        return manifest.map(ManifestTask::resources).orElse(Resources.NONE);
    }

    public AgentAccess agentAccess() {
        return manifest.map(ManifestTask::agentAccess).orElse(AgentAccess.NONE);
    }
}
