package dev.workbench.engine;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Containers;
import dev.workbench.container.EngineInfo;
import dev.workbench.container.Exec;
import dev.workbench.container.ImageInfo;
import dev.workbench.container.Images;
import dev.workbench.container.NetworkInfo;
import dev.workbench.container.Networks;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Docker Engine or a Podman, reached over its API; any number of threads may call at once. */
public final class DockerEngine implements ContainerEngine {
    private final Api api;
    private final Images images;
    private final Networks networks;
    private final Containers containers;

    private DockerEngine(Api api, Progress progress) {
        this.api = api;
        this.images = new EngineImages(api);
        this.networks = new EngineNetworks(api);
        this.containers = new EngineContainers(api, progress);
    }

    /**
     * The engine that the {@code docker} command line would use, or else a Podman. Nothing is opened before the first
     * call, which fails with {@code engine_not_running} when none answers.
     *
     * @param environment the process environment: {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG},
     *     {@code DOCKER_TLS_VERIFY}, {@code DOCKER_TLS}, {@code DOCKER_CERT_PATH}, {@code XDG_RUNTIME_DIR}, {@code HOME}
     * @param progress hears of limits that the engine cannot set
     */
    public static DockerEngine connect(Map<String, String> environment, Progress progress) {
        var home = Path.of(environment.getOrDefault("HOME", "/"));
        var endpoints = new Endpoints(environment, home);
        return new DockerEngine(new Api(() -> Engine.search(endpoints.candidates())), progress);
    }

    public static DockerEngine connect(Map<String, String> environment) {
        return connect(environment, Progress.SILENT);
    }

    @Override
    public EngineInfo info() {
        var info = api.get(Route.of("the engine's description", "info"));
        var engine = api.engine();
        return new EngineInfo(
                engine.podman() ? "podman" : "docker",
                info.path("ServerVersion").asText(),
                engine.apiVersion(),
                Architectures.word(info.path("Architecture").asText()),
                info.path("Driver").asText(),
                info.path("NCPU").asInt(),
                info.path("MemTotal").asLong(),
                Set.copyOf(Nodes.keys(info.path("Runtimes"))),
                AddressPools.networks(info, engine.podman()),
                Nodes.time(info.path("SystemTime")),
                engine.address(),
                Nodes.texts(info.path("SecurityOptions")).stream().anyMatch(option -> option.contains("rootless")));
    }

    @Override
    public Optional<ImageInfo> image(String reference) {
        return images.image(reference);
    }

    @Override
    public List<ImageInfo> images(Map<String, String> labels) {
        return images.images(labels);
    }

    @Override
    public ImageInfo pull(String reference, int connectSeconds, Progress progress) {
        return images.pull(reference, connectSeconds, progress);
    }

    @Override
    public ImageInfo importRoot(InputStream tar, String reference, Map<String, String> labels) {
        return images.importRoot(tar, reference, labels);
    }

    @Override
    public ImageInfo commit(
            String container, String reference, Map<String, String> labels, Map<String, String> environment) {
        return images.commit(container, reference, labels, environment);
    }

    @Override
    public InputStream save(String... references) {
        return images.save(references);
    }

    @Override
    public void load(InputStream tar) {
        images.load(tar);
    }

    @Override
    public void tag(String image, String reference) {
        images.tag(image, reference);
    }

    @Override
    public void removeImage(String reference) {
        images.removeImage(reference);
    }

    @Override
    public NetworkInfo createNetwork(String name, boolean internal, Map<String, String> labels) {
        return networks.createNetwork(name, internal, labels);
    }

    @Override
    public List<NetworkInfo> networks(Map<String, String> labels) {
        return networks.networks(labels);
    }

    @Override
    public void removeNetwork(String nameOrId) {
        networks.removeNetwork(nameOrId);
    }

    @Override
    public String create(ContainerSpec spec) {
        return containers.create(spec);
    }

    @Override
    public void start(String container) {
        containers.start(container);
    }

    @Override
    public Optional<Integer> await(String container, Duration limit) {
        return containers.await(container, limit);
    }

    @Override
    public void stop(String container, Duration grace) {
        containers.stop(container, grace);
    }

    @Override
    public void remove(String container) {
        containers.remove(container);
    }

    @Override
    public Optional<ContainerInfo> inspect(String container) {
        return containers.inspect(container);
    }

    @Override
    public List<ContainerInfo> containers(Map<String, String> labels) {
        return containers.containers(labels);
    }

    @Override
    public int exec(String container, Exec exec, Streams streams) {
        return containers.exec(container, exec, streams);
    }

    @Override
    public void upload(String container, String directory, InputStream tar) {
        containers.upload(container, directory, tar);
    }

    @Override
    public InputStream download(String container, String path) {
        return containers.download(container, path);
    }

    @Override
    public String logs(String container, int lines) {
        return containers.logs(container, lines);
    }

    /** Every call ends its own connection, so there is nothing left to close. */
    @Override
    public void close() {}
}
