package dev.workbench.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.ManifestTask;
import dev.workbench.json.Json;
import dev.workbench.progress.Progress;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Scores a running environment in whichever form its task has. */
public final class Scorer {
    private final TaskCode code;
    private final Environment environment;
    private final Map<String, String> variables;
    private final Progress progress;

    /** @param variables required variables and the VM's; secrets */
    public Scorer(TaskCode code, Environment environment, Map<String, String> variables, Progress progress) {
        this.code = code;
        this.environment = environment;
        this.variables = variables;
        this.progress = progress;
    }

    /**
     * The final score.
     *
     * @param submission as given by the user; absent: what the agent left in its file
     */
    public ScoreResult score(Optional<byte[]> submission, Optional<ManifestTask> manifest) {
        if (isLeftToAPerson(manifest)) {
            progress.note("the task has no scoring code: a person has to score it");
            return ScoreResult.manual();
        }
        try {
            if (manifest.flatMap(ManifestTask::score).isPresent()) {
                var request = request("score_command", submission)
                        .put("command", manifest.get().score().get().command());
                return result(code.call(request).path("score"));
            }
            if (has("intermediate_score")) {
                intermediate(submission);
                return aggregate();
            }
            return scoreOnce(submission);
        } catch (TaskCodeException e) {
            return ScoreResult.failed(e.text(), Optional.of(e.traceback()).filter(text -> !text.isEmpty()));
        }
    }

    /** Whether there is nothing that could be run to score the task, and so nothing that reads a submission. */
    public boolean isLeftToAPerson(Optional<ManifestTask> manifest) {
        return manifest.flatMap(ManifestTask::score).isEmpty() && !has("intermediate_score") && !has("score");
    }

    /**
     * Takes one intermediate score and adds it to the log; a NaN is an entry too.
     *
     * @param submission as given by the user; absent: what the agent left in its file
     */
    public ScoreLog.Entry intermediate(Optional<byte[]> submission) throws TaskCodeException {
        if (!has("intermediate_score")) {
            throw WorkbenchException.badInput(
                            "no_intermediate_score",
                            "task '" + environment.record().task() + "' has no intermediate scoring")
                    .hint("leave --intermediate away, or define intermediate_score in the family");
        }
        var asked = Instant.now();
        var answer = code.call(request("intermediate_score", submission));
        var start = environment.record().started().orElse(asked);
        var entry = new ScoreLog.Entry(
                answer.path("score"),
                answer.path("message"),
                answer.path("details"),
                asked,
                Instant.now(),
                Duration.between(start, asked).toMillis());
        log().add(entry);
        return entry;
    }

    public ScoreLog log() {
        return new ScoreLog(environment.files().scoreLog());
    }

    private ScoreResult scoreOnce(Optional<byte[]> submission) throws TaskCodeException {
        var answer = code.call(request("score", submission));
        if (answer.path("submission_missing").asBoolean() && submission.isEmpty()) {
            progress.warn("there is no /home/agent/submission.txt: the submission counts as empty");
        }
        return result(answer.path("score"));
    }

    private ScoreResult aggregate() throws TaskCodeException {
        if (!has("aggregate_scores")) {
            progress.note("the task has no aggregate_scores: a person has to score it from the log");
            return ScoreResult.manual();
        }
        var request = request("aggregate_scores");
        request.set("score_log", Json.mapper().valueToTree(log().entries()));
        return result(code.call(request).path("score"));
    }

    private static ScoreResult result(JsonNode score) {
        if (score.isNumber()) {
            return ScoreResult.of(score.doubleValue());
        }
        return score.isTextual() ? ScoreResult.of(Double.NaN) : ScoreResult.manual();
    }

    private boolean has(String member) {
        return environment.record().description().map(task -> task.has(member)).orElse(false);
    }

    private ObjectNode request(String operation) {
        var record = environment.record();
        return TaskCode.request(operation, record.family(), record.task(), variables);
    }

    /** The task's code finds the submission in its file, too. */
    private ObjectNode request(String operation, Optional<byte[]> submission) {
        var request = request(operation);
        submission.map(Base64.getEncoder()::encodeToString).ifPresent(text -> request.put("submission_b64", text));
        return request;
    }
}
