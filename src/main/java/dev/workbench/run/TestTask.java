package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.json.Json;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import java.util.List;
import java.util.Optional;

/** Runs a family's pytest tests in an environment whose task has started, as root, in {@code /root}. */
public final class TestTask {
    private final Workbench workbench;

    public TestTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @return pytest's exit code: 0 all passed, 1 some failed, 5 no test found, others: it could not run them */
    public int test(Environment environment, List<String> arguments) {
        var session = Session.open(workbench, environment);
        var record = session.record();
        try (var phase = workbench.progress().phase("run tests")) {
            var request = TaskCode.request("test", record.family(), record.task(), session.variables(Optional.empty()));
            request.set("arguments", Json.mapper().valueToTree(arguments));
            int code = session.code("tests").call(request).path("exit_code").asInt();
            phase.done("exit code " + code);
            return code;
        } catch (TaskCodeException e) {
            throw e.asFailure(record.familyDirectory());
        }
    }
}
