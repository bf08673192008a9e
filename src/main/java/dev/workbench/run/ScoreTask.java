package dev.workbench.run;

import dev.workbench.environment.AuxVmAccount;
import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.ScoreRecipe;
import dev.workbench.score.ScoreLog;
import dev.workbench.score.ScoreResult;
import dev.workbench.score.Scorer;
import dev.workbench.task.TaskCodeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Scores an environment whose task runs; it stays as it is and can be scored again. */
public final class ScoreTask {
    private final Workbench workbench;

    public ScoreTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @param submission as given by the user; absent: what the agent left in its file */
    public Outcome score(Environment environment, Optional<byte[]> submission, Optional<Path> envFile) {
        var session = Session.open(workbench, environment);
        var variables = session.variables(envFile);
        ScoreResult result;
        try (var phase = workbench.progress().phase("score")) {
            session.checkRunning();
            session.checkVmRunning();
            var manifest = scoredByManifest(session) ? session.manifest() : Optional.<ManifestTask>empty();
            manifest.flatMap(ManifestTask::score).ifPresent(recipe -> fetch(session, recipe));
            var scorer = scorer(session, variables);
            if (scorer.isLeftToAPerson(manifest)) {
                submission.ifPresent(text -> new Submission(workbench.engine()).write(environment, text));
            }
            result = scorer.score(submission, manifest);
            phase.done(result.status().word().replace('_', ' '));
        }
        environment.update(record -> record.withScore(result.status(), result.score()));
        return Outcome.of(
                environment.record(), Optional.of(result), workbench.home().log(environment.id()));
    }

    /** A family without Python is scored as its manifest says. */
    private static boolean scoredByManifest(Session session) {
        return session.record().description().orElseThrow().manifestOnly();
    }

    /**
     * Takes one intermediate score; a failure of the task's code is a failure of the command.
     *
     * @param submission as given by the user; absent: what the agent left in its file
     */
    public ScoreLog.Entry intermediate(Environment environment, Optional<byte[]> submission, Optional<Path> envFile) {
        var session = Session.open(workbench, environment);
        var variables = session.variables(envFile);
        try (var phase = workbench.progress().phase("intermediate score")) {
            session.checkRunning();
            session.checkVmRunning();
            var entry = scorer(session, variables).intermediate(submission);
            phase.done();
            return entry;
        } catch (TaskCodeException e) {
            throw e.asFailure(session.record().familyDirectory());
        }
    }

    private Scorer scorer(Session session, Map<String, String> variables) {
        return new Scorer(session.code(), session.environment(), variables, workbench.progress());
    }

    private void fetch(Session session, ScoreRecipe recipe) {
        if (recipe.fetch().isEmpty()) {
            return;
        }
        var vm = session.record()
                .vm()
                .orElseThrow(() -> WorkbenchException.badInput(
                        "no_aux_vm", "score.fetch copies from the aux VM, but this task has none"));
        var provider = workbench.parts().providers().named(vm.provider());
        var account = AuxVmAccount.of(session.environment(), vm);
        try (var guest = workbench.parts().access().connect(provider, vm.name(), account)) {
            for (var each : recipe.fetch()) {
                Fetch.copy(guest, workbench.engine(), session.container().id(), each, workbench.progress());
            }
        }
    }
}
