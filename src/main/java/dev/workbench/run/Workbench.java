package dev.workbench.run;

import dev.workbench.base.BaseImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.EngineInfo;
import dev.workbench.environment.Destroyer;
import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.environment.Environments;
import dev.workbench.environment.UndoOnExit;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.TaskFamily;
import dev.workbench.home.Home;
import dev.workbench.image.Baker;
import dev.workbench.progress.Progress;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProviders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the use cases work with.
 *
 * @param variables the process environment
 * @param directory the current directory
 * @param owner {@code user@host}
 * @param launcher the program that starts workbench again, for OpenSSH's {@code ProxyCommand}
 */
public record Workbench(
        Home home,
        Map<String, String> variables,
        Path directory,
        String owner,
        String version,
        String launcher,
        Parts parts,
        Progress progress) {

    /** The adapters, made when first needed: a command that needs no engine does not look for one. */
    public interface Parts {
        ContainerEngine engine();

        BaseImages bases();

        VmProviders providers();

        VmAccess access();

        Baker baker();

        /** Why the engine's aux VMs (or, without an engine, this machine's) are emulated; empty when they are not. */
        Optional<String> whyEmulated(Optional<EngineInfo> engine);
    }

    public ContainerEngine engine() {
        return parts.engine();
    }

    public Environments environments() {
        return new Environments(home);
    }

    Destroyer destroyer() {
        return new Destroyer(engine(), parts.providers(), progress);
    }

    public Workbench reportingTo(Progress other) {
        return new Workbench(home, variables, directory, owner, version, launcher, parts, other);
    }

    /** A new environment, on disk before anything of it exists. */
    Environment begin(String purpose, TaskFamily family, String task, Duration ttl, Optional<Path> envFile) {
        var now = Instant.now();
        return environments()
                .begin(EnvironmentRecord.begin(
                        purpose,
                        family.name(),
                        task,
                        family.directory(),
                        owner,
                        version,
                        now,
                        now.plus(ttl).truncatedTo(ChronoUnit.SECONDS),
                        envFile.map(Path::toAbsolutePath)));
    }

    /**
     * Works on a new environment under its lock, and destroys it when the work fails or the process is told to end.
     *
     * @param keep whether an environment that got as far as to run is left for the user to look into
     */
    <T> T undoingOnFailure(Environment environment, boolean keep, Supplier<T> work) {
        try (var _ = environment.tryLock().orElseThrow();
                var _ = new UndoOnExit(() -> undo(environment))) {
            return work.get();
        } catch (RuntimeException | Error e) {
            if (keep && environment.record().started().isPresent()) {
                progress.note("the environment is kept: workbench destroy " + environment.id());
                throw e;
            }
            undoAfter(e, environment);
            throw e;
        }
    }

    private void undo(Environment environment) {
        progress.note("interrupted: removing what this command made");
        try {
            destroyer().destroy(environment);
        } catch (WorkbenchException e) {
            progress.warn(e.message() + "; " + e.hint().orElse(""));
        }
    }

    private void undoAfter(Throwable failure, Environment environment) {
        try {
            destroyer().destroy(environment);
        } catch (WorkbenchException e) {
            progress.warn(e.message() + "; " + e.hint().orElse(""));
            failure.addSuppressed(e);
        }
    }
}
