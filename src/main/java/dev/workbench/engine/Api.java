package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workbench.engine.http.Body;
import dev.workbench.engine.http.Connection;
import dev.workbench.engine.http.Response;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine's API as JSON and streams: finds the engine at the first call, agrees on the API's version, and turns every
 * refusal into a failure for people.
 */
final class Api {
    static final JsonMapper JSON = new JsonMapper();

    private final Supplier<Engine> search;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Engine found;

    Api(Supplier<Engine> search) {
        this.search = search;
    }

    Engine engine() {
        var engine = found;
        if (engine != null) {
            return engine;
        }
        lock.lock();
        try {
            engine = found;
            if (engine == null) {
                engine = search.get();
                found = engine;
            }
            return engine;
        } finally {
            lock.unlock();
        }
    }

    JsonNode get(Route route) {
        return json("GET", route, Body.NONE);
    }

    /** Like {@link #get}, with empty for "no such thing". */
    Optional<JsonNode> find(Route route) {
        try (var response = send("GET", route, Body.NONE, connection -> {})) {
            if (response.succeeded()) {
                return Optional.of(JSON.readTree(response.body()));
            }
            var answer = answer(response);
            if (answer.status() == 404) {
                return Optional.empty();
            }
            throw refusal(answer, route);
        } catch (IOException e) {
            throw engine().errors().lost(e);
        }
    }

    JsonNode post(Route route, JsonNode body) {
        return json("POST", route, encoded(body));
    }

    JsonNode post(Route route) {
        return json("POST", route, Body.NONE);
    }

    /** Sends a request whose refusals the caller tells apart by status; they are answers, not failures. */
    Answer call(String method, Route route) {
        try (var response = send(method, route, Body.NONE, connection -> {})) {
            return response.succeeded() ? new Answer(response.status(), "") : answer(response);
        } catch (IOException e) {
            throw engine().errors().lost(e);
        }
    }

    /** Sends a request whose success needs no answer; the given statuses count as success too. */
    void command(String method, Route route, Integer... fine) {
        var answer = call(method, route);
        if (answer.status() >= 400 && !List.of(fine).contains(answer.status())) {
            throw refusal(answer, route);
        }
    }

    WorkbenchException refusal(Answer answer, Route route) {
        return engine().errors().refused(answer.status(), answer.message(), route.subject());
    }

    /** Sends a request and leaves a successful answer's body to the caller, who closes it. */
    Response open(String method, Route route, Body body) {
        return open(method, route, body, connection -> {});
    }

    /** The same, telling {@code opened} of the connection first, so that somebody else can end the call. */
    Response open(String method, Route route, Body body, Consumer<Connection> opened) {
        var response = send(method, route, body, opened);
        try {
            return checked(response, route);
        } catch (RuntimeException e) {
            close(response);
            throw e;
        } catch (IOException e) {
            close(response);
            throw engine().errors().lost(e);
        }
    }

    /** Sends a request after which the connection is a plain stream in both directions. */
    Response upgrade(Route route, JsonNode body) {
        try {
            var response = engine().http().upgrade(versioned(route), encoded(body));
            try {
                return checked(response, route);
            } catch (RuntimeException | IOException e) {
                response.close();
                throw e;
            }
        } catch (IOException e) {
            throw engine().errors().lost(e);
        }
    }

    static Body.Json encoded(JsonNode body) {
        return new Body.Json(body.toString());
    }

    private JsonNode json(String method, Route route, Body body) {
        try (var response = open(method, route, body)) {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw engine().errors().lost(e);
        }
    }

    private Response send(String method, Route route, Body body, Consumer<Connection> opened) {
        var engine = engine();
        try {
            return engine.http().send(method, versioned(route), body, opened);
        } catch (IOException e) {
            throw engine.errors().lost(e);
        }
    }

    private String versioned(Route route) {
        return "/v" + engine().apiVersion() + route.text();
    }

    private Response checked(Response response, Route route) throws IOException {
        if (response.succeeded()) {
            return response;
        }
        throw refusal(answer(response), route);
    }

    private static Answer answer(Response refusal) throws IOException {
        var message = message(refusal);
        // While a container is being removed, Podman calls it unknown in the words of an internal error.
        boolean unknown = refusal.status() == 500 && message.contains("no such container");
        return new Answer(unknown ? 404 : refusal.status(), message);
    }

    private static String message(Response response) throws IOException {
        var text = text(response.body());
        try {
            var message = JSON.readTree(text).path("message").asText();
            return message.isEmpty() ? text.strip() : message.strip();
        } catch (IOException notJson) {
            return text.strip();
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readNBytes(64 * 1024), StandardCharsets.UTF_8);
    }

    private static void close(Response response) {
        try {
            response.close();
        } catch (IOException ignored) {
            return;
        }
    }

    /** The outcome of a call: its status, and the engine's words when it is a refusal. */
    record Answer(int status, String message) {}
}
