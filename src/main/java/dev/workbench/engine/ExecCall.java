package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.container.Exec;
import dev.workbench.engine.http.Response;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;

/** One command that runs in a container, from its creation to its exit code. */
final class ExecCall {
    private static final Duration APPEARS = Duration.ofSeconds(2);
    private static final Duration DIES = Duration.ofMillis(500);
    private static final int KILLED = 137;

    private final Api api;
    private final String container;
    private final Exec exec;
    private volatile boolean ended;

    ExecCall(Api api, String container, Exec exec) {
        this.api = api;
        this.container = container;
        this.exec = exec;
    }

    int run(Streams streams) {
        var id = api.post(Route.of(subject(), "containers", container, "exec"), request())
                .path("Id")
                .asText();
        var stdin = new InputPump(streams.stdin());
        try (var response = api.upgrade(Route.of(subject(), "exec", id, "start"), startRequest())) {
            exec.window().ifPresent(window -> follow(window, id));
            stdin.start(response.connection());
            read(response, new Demultiplexer(streams.stdout(), streams.stderr()));
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        } finally {
            ended = true;
            stdin.stop();
        }
        stdin.rethrowFailure();
        return exitCode(id);
    }

    private void read(Response response, Demultiplexer output) throws IOException {
        try {
            if (exec.window().isPresent()) {
                output.readRaw(response.body());
            } else {
                output.readAll(response.body());
            }
        } catch (SocketException reset) {
            // Input that the command never read makes the kernel report the end of the connection as a reset. Whether
            // it was the command's end or the engine's is seen when the exit code is asked for.
            if (Thread.currentThread().isInterrupted()) {
                throw reset;
            }
        }
    }

    private void follow(Window window, String id) {
        // The terminal exists a moment after the answer, and until then the engine knows no size of it.
        var patience = new Patience(APPEARS);
        while (resize(id, window.size()) >= 400 && patience.another()) {
            if (!inspect(id).path("Running").asBoolean(true)) {
                break;
            }
        }
        window.onResize(size -> {
            if (!ended) {
                resizeQuietly(id, size);
            }
        });
    }

    /** The listener runs in the terminal's own thread; that the engine is gone is told by the call itself. */
    private void resizeQuietly(String id, Window.Size size) {
        try {
            resize(id, size);
        } catch (WorkbenchException gone) {
            ended = true;
        }
    }

    private int resize(String id, Window.Size size) {
        var route = Route.of(subject(), "exec", id, "resize")
                .with("h", Integer.toString(size.rows()))
                .with("w", Integer.toString(size.columns()));
        return api.call("POST", route).status();
    }

    /** The output may end before the command does, when it closes its output or when its container dies. */
    private int exitCode(String id) {
        var patience = new Patience(Duration.ofDays(365));
        var state = inspect(id);
        while (state.path("Running").asBoolean()) {
            requireRunningContainer();
            patience.another();
            state = inspect(id);
        }
        int code = state.path("ExitCode").asInt(KILLED);
        if (code == KILLED || code < 0) {
            requireLivingContainer();
        }
        return code;
    }

    /** A dying container takes its commands along a moment before the engine calls it stopped. */
    private void requireLivingContainer() {
        var patience = new Patience(DIES);
        do {
            requireRunningContainer();
        } while (patience.another());
    }

    private JsonNode inspect(String id) {
        return api.find(Route.of(subject(), "exec", id, "json")).orElseThrow(this::containerStopped);
    }

    private void requireRunningContainer() {
        boolean running = api.find(Route.of(subject(), "containers", container, "json"))
                .filter(found -> found.path("State").path("Running").asBoolean())
                .isPresent();
        if (!running) {
            throw containerStopped();
        }
    }

    private WorkbenchException containerStopped() {
        return WorkbenchException.provider(
                        "container_stopped",
                        subject() + " stopped while '" + exec.command().getFirst() + "' ran in it")
                .hint("'workbench logs' shows what it wrote; it may have been removed, or have run out of memory");
    }

    private ObjectNode request() {
        var request = Api.JSON.createObjectNode();
        request.put("AttachStdin", true);
        request.put("AttachStdout", true);
        request.put("AttachStderr", true);
        request.put("Tty", exec.window().isPresent());
        var words = request.putArray("Cmd");
        exec.command().forEach(words::add);
        var variables = request.putArray("Env");
        exec.window().ifPresent(window -> variables.add("TERM=" + window.type()));
        exec.environment().forEach((key, value) -> variables.add(key + "=" + value));
        if (!exec.user().isEmpty()) {
            request.put("User", exec.user());
        }
        if (!exec.directory().isEmpty()) {
            request.put("WorkingDir", exec.directory());
        }
        return request;
    }

    private ObjectNode startRequest() {
        return Api.JSON
                .createObjectNode()
                .put("Detach", false)
                .put("Tty", exec.window().isPresent());
    }

    private String subject() {
        return "container '" + container + "'";
    }
}
