package dev.workbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.container.ContainerInfo;
import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends an environment: the task's own teardown where it can still run, then everything that the ledger names. */
public final class DestroyTask {
    private final Workbench workbench;

    public DestroyTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Destroys each; what fails does not keep the others alive. Images that killed commands left half made go as well.
     *
     * @return the ids of those that are gone
     * @throws WorkbenchException (exit code 6) when something was left behind, after all have been tried
     */
    public List<String> destroyAll(List<Environment> environments) {
        var gone = new ArrayList<String>();
        WorkbenchException failure = null;
        for (var environment : environments) {
            try (var phase = workbench.progress().phase("destroy " + environment.id())) {
                destroy(environment);
                gone.add(environment.id());
                phase.done();
            } catch (WorkbenchException e) {
                workbench.progress().warn(environment.id() + ": " + e.message());
                failure = e;
            }
        }
        if (!environments.isEmpty()) {
            workbench.parts().bases().removeAbandonedDrafts();
        }
        if (failure != null) {
            throw failure;
        }
        return gone;
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
