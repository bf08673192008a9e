package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import java.util.List;

/** All checks of the static tier. */
public final class StaticChecks {
    public static final List<Check> ALL = List.of(
            new ReadableCheck(),
            new NameCheck(),
            new ManifestCheck(),
            new ClassCheck(),
            new MethodCheck(),
            new ScoreCheck(),
            new VersionCheck(),
            new InstructionsCheck(),
            new PromiseCheck(),
            new VmSpecCheck(),
            new BuildStepCheck(),
            new VmVariablesCheck(),
            new PermissionCheck(),
            new InternetCheck(),
            new SecretCheck(),
            new LineCheck());

    private StaticChecks() {}
}
