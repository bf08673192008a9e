package dev.workbench.family;

import java.util.List;
import java.util.Optional;

/** One task's entry in a manifest; absent parts are empty. */
public record ManifestTask(
        String name,
        Resources resources,
        boolean scoringVisibleToAgent,
        boolean scoreOnUsageLimits,
        Optional<String> type,
        Optional<String> instructions,
        List<String> permissions,
        List<String> requiredEnvironmentVariables,
        Optional<VmSpec> auxVm,
        AgentAccess agentAccess,
        List<String> install,
        List<String> start,
        List<String> teardown,
        Optional<ScoreRecipe> score) {
    public ManifestTask {
        permissions = List.copyOf(permissions);
        requiredEnvironmentVariables = List.copyOf(requiredEnvironmentVariables);
        install = List.copyOf(install);
        start = List.copyOf(start);
        teardown = List.copyOf(teardown);
    }
}
