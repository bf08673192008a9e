package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Containers;
import dev.workbench.container.Exec;
import dev.workbench.engine.http.Body;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The containers of the engine, over its API. */
final class EngineContainers implements Containers {
    private static final Duration REMOVAL = Duration.ofSeconds(60);

    private final Api api;
    private final Progress progress;

    EngineContainers(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public String create(ContainerSpec spec) {
        if (spec.gpus().isPresent() && api.engine().podman()) {
            // Podman's Docker API drops device requests without a word.
            throw EngineErrors.noGpu("Podman gives no GPUs through Docker's API");
        }
        var route = Route.of("container '" + spec.name() + "'", "containers", "create");
        var named = spec.name().isEmpty() ? route : route.with("name", spec.name());
        var request = ContainerRequest.of(spec);
        try {
            return api.post(named, request).path("Id").asText();
        } catch (WorkbenchException e) {
            if (spec.storageBytes().isEmpty() || !StorageLimit.unsupported(e)) {
                throw e;
            }
            progress.warn("the engine's storage driver cannot limit a container's disk; the container gets no limit");
            return api.post(named, StorageLimit.removedFrom(request)).path("Id").asText();
        }
    }

    @Override
    public void start(String container) {
        api.command("POST", route(container, "start"));
    }

    @Override
    public Optional<Integer> await(String container, Duration limit) {
        try (var deadline = new Deadline(limit)) {
            try (var response = api.open("POST", route(container, "wait"), Body.NONE, deadline)) {
                return Optional.of(
                        Api.JSON.readTree(response.body()).path("StatusCode").asInt());
            } catch (WorkbenchException | IOException e) {
                if (deadline.passed()) {
                    return Optional.empty();
                }
                throw e instanceof IOException broken ? api.engine().errors().lost(broken) : (WorkbenchException) e;
            }
        }
    }

    @Override
    public void stop(String container, Duration grace) {
        var route = route(container, "stop").with("t", Long.toString(Math.max(grace.toSeconds(), 0)));
        api.command("POST", route, 404);
    }

    @Override
    public void remove(String container) {
        var route = route(container).with("force", "true").with("v", "true");
        var answer = api.call("DELETE", route);
        var patience = new Patience(REMOVAL);
        // 409: somebody else removes it already; 500: the kernel is still letting go of its file system.
        while ((answer.status() == 409 || answer.status() == 500) && patience.another()) {
            answer = api.call("DELETE", route);
        }
        if (answer.status() >= 400 && answer.status() != 404) {
            throw api.refusal(answer, route);
        }
    }

    @Override
    public Optional<ContainerInfo> inspect(String container) {
        return api.find(route(container, "json")).map(EngineContainers::info);
    }

    @Override
    public List<ContainerInfo> containers(Map<String, String> labels) {
        var listed = api.get(Route.of("the list of containers", "containers", "json")
                .with("all", "true")
                .labelled(labels));
        // The list leaves out exit codes; a container that is gone by now is simply not there any more.
        return StreamSupport.stream(listed.spliterator(), false)
                .flatMap(entry -> inspect(entry.path("Id").asText()).stream())
                .toList();
    }

    @Override
    public int exec(String container, Exec exec, Streams streams) {
        return new ExecCall(api, container, exec).run(streams);
    }

    @Override
    public void upload(String container, String directory, InputStream tar) {
        var route = Route.of(directory + " of container '" + container + "'", "containers", container, "archive")
                .with("path", directory);
        // Podman would make a missing directory, and so hide that the path is wrong.
        if (api.engine().podman()) {
            api.command("HEAD", route);
        }
        try (var response = api.open("PUT", route, new Body.Tar(tar))) {
            response.body().transferTo(ByteArrayOutputStream.nullOutputStream());
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        }
    }

    @Override
    public InputStream download(String container, String path) {
        var route = Route.of(path + " of container '" + container + "'", "containers", container, "archive")
                .with("path", path);
        return new CallStream(api, api.open("GET", route, Body.NONE));
    }

    @Override
    public String logs(String container, int lines) {
        var route = route(container, "logs")
                .with("stdout", "true")
                .with("stderr", "true")
                .with("tail", lines == 0 ? "all" : Integer.toString(lines));
        var text = new ByteArrayOutputStream();
        try (var response = api.open("GET", route, Body.NONE)) {
            new Demultiplexer(text, text).readAll(response.body());
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static Route route(String container, String... verb) {
        var subject = "container '" + container + "'";
        return verb.length == 0
                ? Route.of(subject, "containers", container)
                : Route.of(subject, "containers", container, verb[0]);
    }

    private static ContainerInfo info(JsonNode container) {
        var state = container.path("State");
        boolean running = state.path("Running").asBoolean();
        var config = container.path("Config");
        return new ContainerInfo(
                container.path("Id").asText(),
                container.path("Name").asText().replaceFirst("^/", ""),
                config.path("Image").asText(),
                running,
                running || state.path("Status").asText().equals("created")
                        ? Optional.empty()
                        : Optional.of(state.path("ExitCode").asInt()),
                state.path("OOMKilled").asBoolean(),
                Nodes.textMap(config.path("Labels")),
                addresses(container.path("NetworkSettings").path("Networks")),
                OffsetDateTime.parse(container.path("Created").asText()).toInstant());
    }

    private static Map<String, String> addresses(JsonNode networks) {
        var addresses = new LinkedHashMap<String, String>();
        networks.properties().forEach(entry -> {
            var address = entry.getValue().path("IPAddress").asText();
            if (!address.isEmpty()) {
                addresses.put(entry.getKey(), address);
            }
        });
        return Map.copyOf(addresses);
    }
}
