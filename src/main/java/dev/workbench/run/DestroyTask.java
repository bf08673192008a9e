package dev.workbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.container.ContainerInfo;
import dev.workbench.environment.Environment;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Ends an environment: the task's own teardown where it can still run, then everything that the ledger names. */
public final class DestroyTask {
    private static final int AT_ONCE = 4;

    private final Workbench workbench;

    public DestroyTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Destroys each, some at a time; what fails does not keep the others alive. Images that killed commands left half made
     * go as well.
     *
     * @return the ids of those that are gone
     * @throws WorkbenchException (exit code 6) when something was left behind, after all have been tried
     */
    public List<String> destroyAll(List<Environment> environments) {
        var failures = environments.size() == 1
                ? attempt(environments.getFirst(), workbench.progress())
                : attemptAll(environments);
        if (!environments.isEmpty()) {
            workbench.parts().bases().removeAbandonedDrafts();
        }
        if (failures.size() == 1) {
            throw failures.values().iterator().next();
        }
        if (!failures.isEmpty()) {
            throw several(failures);
        }
        return environments.stream().map(Environment::id).toList();
    }

    /** The failures by environment, in its order. */
    private Map<String, WorkbenchException> attemptAll(List<Environment> environments) {
        var attempts = new ArrayList<CompletableFuture<Map<String, WorkbenchException>>>();
        try (var threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("destroy-", 0).factory())) {
            environments.forEach(each -> attempts.add(CompletableFuture.supplyAsync(
                    () -> attempt(each, new Lane(workbench.progress(), each.id())), threads)));
        }
        var failures = new LinkedHashMap<String, WorkbenchException>();
        attempts.forEach(attempt -> failures.putAll(attempt.join()));
        return failures;
    }

    private Map<String, WorkbenchException> attempt(Environment environment, Progress progress) {
        try (var phase = progress.phase(phaseName(environment.id()))) {
            new DestroyTask(workbench.reportingTo(progress)).destroy(environment);
            phase.done();
            return Map.of();
        } catch (WorkbenchException e) {
            return Map.of(environment.id(), e);
        }
    }

    private static String phaseName(String environment) {
        return "destroy " + environment;
    }

    /** What is heard of one environment among several: its phases as its own, and what people must read with its name. */
    private record Lane(Progress all, String environment) implements Progress {
        @Override
        public void on(Event event) {
            switch (event) {
                case Event.Warning(String text) -> all.warn(environment + ": " + text);
                case Event.Output output -> all.on(output);
                case Event.Note note -> all.on(note);
                case Event.PhaseStarted started -> beside(started);
                case Event.PhaseEnded ended -> beside(ended);
                case Event.PhasesAhead ahead -> beside(ahead);
                case Event.Within within -> beside(within);
            }
        }

        private void beside(Event event) {
            all.beside(phaseName(environment)).on(event);
        }
    }

    private static WorkbenchException several(Map<String, WorkbenchException> failures) {
        return WorkbenchException.of(
                        ExitCode.LEFT_BEHIND,
                        "left_behind",
                        "could not remove everything of " + failures.size() + " environments")
                .details(failures.entrySet().stream()
                        .map(each -> each.getKey() + ": "
                                + each.getValue()
                                        .details()
                                        .orElse(each.getValue().message()))
                        .collect(Collectors.joining("\n")))
                .hint("mend the cause, then: workbench destroy " + String.join(" ", failures.keySet()));
    }

    public void destroy(Environment environment) {
        try {
            teardown(environment);
        } finally {
            workbench.destroyer().destroy(environment);
        }
    }

    /** A teardown that fails is told and does not keep the environment alive. */
    private void teardown(Environment environment) {
        var record = environment.record();
        var wants = record.started().isPresent()
                && record.description().map(task -> task.has("teardown")).orElse(false);
        if (!wants) {
            return;
        }
        try (var phase = workbench.progress().phase("teardown")) {
            var session = Session.open(workbench, environment);
            var running = workbench.engine().inspect(session.container().id()).filter(ContainerInfo::running);
            if (running.isPresent()) {
                session.code().call(request(session));
            }
            phase.done();
        } catch (TaskCodeException e) {
            workbench.progress().warn("teardown failed: " + e.text());
        } catch (WorkbenchException e) {
            workbench.progress().warn("teardown was left out: " + e.message());
        }
    }

    private static ObjectNode request(Session session) {
        var record = session.record();
        var variables = session.variables(Optional.empty());
        if (!record.description().orElseThrow().manifestOnly()) {
            return TaskCode.request("teardown", record.family(), record.task(), variables);
        }
        var request = TaskCode.request("shell", record.family(), record.task(), variables);
        request.put("what", "teardown");
        request.set(
                "commands",
                Json.mapper().valueToTree(session.manifest().orElseThrow().teardown()));
        return request;
    }
}
