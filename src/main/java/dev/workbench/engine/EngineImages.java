package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.container.ImageInfo;
import dev.workbench.container.Images;
import dev.workbench.engine.http.Body;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/** The images of the engine, over its API. */
final class EngineImages implements Images {
    private final Api api;

    EngineImages(Api api) {
        this.api = api;
    }

    @Override
    public Optional<ImageInfo> image(String reference) {
        return api.find(Route.of("image '" + reference + "'", "images", reference, "json"))
                .map(EngineImages::info);
    }

    @Override
    public List<ImageInfo> images(Map<String, String> labels) {
        var listed = api.get(Route.of("the list of images", "images", "json").labelled(labels));
        // The list leaves out the architecture; an image that is gone by now is simply not there any more.
        return StreamSupport.stream(listed.spliterator(), false)
                .flatMap(entry -> image(entry.path("Id").asText()).stream())
                .toList();
    }

    @Override
    public ImageInfo pull(String reference, int connectSeconds, Progress progress) {
        var name = ImageName.parse(reference);
        var route = Route.of("image '" + reference + "'", "images", "create")
                .with("fromImage", name.repository())
                .with("tag", name.tag());
        try (var deadline = new Deadline(Duration.ofSeconds(connectSeconds))) {
            try (var response = api.open("POST", route, Body.NONE, deadline)) {
                var log = new PullLog(progress);
                new MessageStream(response.body()).forEach(message -> {
                    deadline.met();
                    log.on(message);
                });
            } catch (MessageStream.ErrorMessage e) {
                throw pullFailed(reference, String.valueOf(e.getMessage()));
            } catch (WorkbenchException | IOException e) {
                if (deadline.passed()) {
                    throw pullFailed(reference, "no registry answered within " + connectSeconds + " s");
                }
                throw pullFailure(reference, e);
            }
        }
        return existing(reference);
    }

    @Override
    public ImageInfo importRoot(InputStream tar, String reference, Map<String, String> labels) {
        boolean podman = api.engine().podman();
        var changes = new ArrayList<String>();
        labels.forEach((key, value) -> changes.add("LABEL " + ChangeText.pair(key, value, podman)));
        var route = Route.of("the import of image '" + reference + "'", "images", "create")
                .with("fromSrc", "-")
                .withAll("changes", changes);
        // Podman overlooks the tag of an import, so the image gets its name afterwards.
        var id = imported(podman ? route : named(route, reference), tar);
        if (podman) {
            tag(id, reference);
        }
        return existing(reference);
    }

    private String imported(Route route, InputStream tar) {
        var last = new AtomicReference<>("");
        try (var response = api.open("POST", route, new Body.Tar(tar))) {
            new MessageStream(response.body())
                    .forEach(message -> last.set(message.path("status").asText()));
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        } catch (MessageStream.ErrorMessage e) {
            throw api.engine().errors().refused(500, String.valueOf(e.getMessage()), route.subject());
        }
        return last.get();
    }

    private static Route named(Route route, String reference) {
        var name = ImageName.parse(reference);
        return route.with("repo", name.repository()).with("tag", name.tag());
    }

    @Override
    public ImageInfo commit(
            String container, String reference, Map<String, String> labels, Map<String, String> environment) {
        var subject = "the commit of container '" + container + "' as '" + reference + "'";
        var route = named(Route.of(subject, "commit").with("container", container), reference);
        // Podman ignores the configuration in the body and Docker needs quoting in the changes; each gets its own form.
        if (api.engine().podman()) {
            var changes = new ArrayList<String>();
            labels.forEach((key, value) -> changes.add("LABEL " + ChangeText.pair(key, value, true)));
            environment.forEach((key, value) -> changes.add("ENV " + ChangeText.pair(key, value, true)));
            api.post(route.withAll("changes", changes), Api.JSON.createObjectNode());
        } else {
            var config = Api.JSON.createObjectNode();
            labels.forEach(config.putObject("Labels")::put);
            var variables = config.putArray("Env");
            environment.forEach((key, value) -> variables.add(key + "=" + value));
            api.post(route, config);
        }
        return existing(reference);
    }

    @Override
    public InputStream save(String... references) {
        var names = List.of(references);
        var route = Route.of("image '" + String.join("', '", names) + "'", "images", "get")
                .withAll("names", names);
        return new CallStream(api, api.open("GET", route, Body.NONE));
    }

    @Override
    public void load(InputStream tar) {
        var route = Route.of("the archive of images", "images", "load").with("quiet", "true");
        try (var response = api.open("POST", route, new Body.Tar(tar))) {
            new MessageStream(response.body()).forEach(message -> {});
        } catch (IOException e) {
            throw api.engine().errors().lost(e);
        } catch (MessageStream.ErrorMessage e) {
            throw api.engine().errors().refused(500, String.valueOf(e.getMessage()), route.subject());
        }
    }

    @Override
    public void tag(String image, String reference) {
        api.command("POST", named(Route.of("image '" + image + "'", "images", image, "tag"), reference));
    }

    @Override
    public void removeImage(String reference) {
        var route = Route.of("image '" + reference + "'", "images", reference);
        var answer = api.call("DELETE", route);
        if (answer.status() == 409) {
            throw WorkbenchException.provider("image_in_use", route.subject() + " is still in use")
                    .hint("remove the containers that use it first; 'workbench list' shows the environments there are")
                    .details(answer.message());
        }
        if (answer.status() >= 400 && answer.status() != 404) {
            throw api.refusal(answer, route);
        }
    }

    private WorkbenchException pullFailure(String reference, Exception failure) {
        return switch (failure) {
            case WorkbenchException refusal
            when refusal.exit() == ExitCode.PROVIDER ->
                pullFailed(reference, refusal.details().orElse(refusal.message()));
            case WorkbenchException other -> other;
            case IOException broken -> api.engine().errors().lost(broken);
            default -> throw new IllegalStateException(failure);
        };
    }

    private static WorkbenchException pullFailed(String reference, String reason) {
        return WorkbenchException.notReady("pull_failed", "image '" + reference + "' cannot be pulled: " + reason)
                .hint("see whether the registry can be reached from the engine's host, and whether the image exists");
    }

    private ImageInfo existing(String reference) {
        return image(reference)
                .orElseThrow(() -> WorkbenchException.provider(
                        "no_such_image", "the engine lost image '" + reference + "' just after it was made"));
    }

    private static ImageInfo info(JsonNode image) {
        return new ImageInfo(
                qualified(image.path("Id").asText()),
                Nodes.texts(image.path("RepoTags")),
                Nodes.textMap(image.path("Config").path("Labels")),
                image.path("Size").asLong(),
                created(image.path("Created").asText()),
                Architectures.word(image.path("Architecture").asText()));
    }

    private static String qualified(String id) {
        return id.startsWith("sha256:") ? id : "sha256:" + id;
    }

    private static Instant created(String text) {
        return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    }
}
