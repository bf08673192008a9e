package dev.workbench.mainimage;

import dev.workbench.base.BaseImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.ImageInfo;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.content.ContentListing;
import dev.workbench.family.content.ContentScanner;
import dev.workbench.family.content.ContentTar;
import dev.workbench.json.Json;
import dev.workbench.json.JsonCache;
import dev.workbench.ledger.Scope;
import dev.workbench.progress.Progress;
import dev.workbench.task.Description;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import dev.workbench.vm.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Builds main images: a container from the main base, the family's files in {@code /root}, {@code install}, commit. No
 * Dockerfile, so that the install's secrets are in one process's memory and in no layer.
 */
public final class MainImages {
    private static final String KEY_LABEL = "dev.workbench.key";

    private final ContainerEngine engine;
    private final BaseImages bases;
    private final JsonCache descriptions;
    private final Path fileHashes;
    private final Progress progress;

    /**
     * @param descriptions directory for what the code says of itself, by image key
     * @param fileHashes directory for the hashes that the files of large families had
     */
    public MainImages(ContainerEngine engine, BaseImages bases, Path descriptions, Path fileHashes, Progress progress) {
        this.engine = engine;
        this.bases = bases;
        this.descriptions = new JsonCache(descriptions);
        this.fileHashes = fileHashes;
        this.progress = progress;
    }

    /** What a main image is made for: a whole Python family, or one task of a manifest-only family. */
    public record Recipe(TaskFamily family, Optional<ManifestTask> manifest) {
        /** Shell commands that install a manifest-only task. */
        List<String> installCommands() {
            return manifest.map(ManifestTask::install).orElse(List.of());
        }
    }

    /**
     * The image, from the cache when nothing that matters changed. What a build creates is in the ledger.
     *
     * @param computed where the variables' names are known to the code alone: their values; {@code variables} are then
     *     not all
     */
    public MainImage ensure(
            Recipe recipe,
            RequiredVariables.Values variables,
            Optional<Function<List<String>, RequiredVariables.Values>> computed,
            Scope scope) {
        var base = bases.mainBase(progress);
        ContentListing content;
        String key;
        try (var phase = progress.phase("hash family")) {
            content = content(recipe, variables);
            key = MainImageKey.listing(base, recipe.family().name(), content, recipe.installCommands())
                    .key();
            phase.done();
        }
        var found = engine.image(reference(key))
                .filter(image -> key.equals(image.labels().get(KEY_LABEL)));
        if (found.isPresent()) {
            return new MainImage(found.get(), key, true);
        }
        try (var phase = progress.phase("build main image")) {
            var image = build(recipe, content, variables, computed, scope, base, key);
            phase.done();
            return new MainImage(image, key, false);
        }
    }

    private ContentListing content(Recipe recipe, RequiredVariables.Values variables) {
        return ContentScanner.ofFamily()
                .without(variables.files())
                .remembering(fileHashes)
                .scan(recipe.family().directory());
    }

    /** What the code of the family as it stands has said of itself, if it was ever asked; nothing is made. */
    public Optional<Description> known(Recipe recipe, RequiredVariables.Values variables) {
        return bases.readyMainBase()
                .map(base -> MainImageKey.listing(
                                base, recipe.family().name(), content(recipe, variables), recipe.installCommands())
                        .key())
                .flatMap(this::description);
    }

    private Optional<Description> description(String key) {
        return descriptions.find(name(key), Description.class);
    }

    private static String name(String key) {
        return key.substring("sha256:".length());
    }

    private static String reference(String key) {
        return "workbench/main:" + name(key).substring(0, 16);
    }

    private ImageInfo build(
            Recipe recipe,
            ContentListing content,
            RequiredVariables.Values variables,
            Optional<Function<List<String>, RequiredVariables.Values>> computed,
            Scope scope,
            ImageInfo base,
            String key) {
        var draft = scope.container("build");
        var spec = ContainerSpec.of(base.id())
                .name(draft.name())
                .labels(scope.owner().labels("build"))
                .directory("/root")
                .init()
                .command("sleep", "infinity")
                .build();
        var container = scope.ledger().create(draft, () -> engine.create(spec));
        try {
            try (var tar = ContentTar.of(recipe.family().directory(), content)) {
                engine.upload(container, "/root", tar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            engine.start(container);
            install(recipe, variables, computed, container);
            var labels = new HashMap<>(Ownership.NOBODYS_IMAGE);
            labels.put(KEY_LABEL, key);
            labels.put("dev.workbench.kind", "main");
            labels.put("dev.workbench.family", recipe.family().name());
            return engine.commit(container, reference(key), labels, Map.of());
        } finally {
            scope.ledger().delete(draft, () -> engine.remove(container));
        }
    }

    private void install(
            Recipe recipe,
            RequiredVariables.Values variables,
            Optional<Function<List<String>, RequiredVariables.Values>> computed,
            String container) {
        var code = new TaskCode(engine, container, progress);
        try {
            if (recipe.family().hasPython()) {
                var family = recipe.family().name();
                var all = computed.isPresent() ? computed.get().apply(code.requiredVariables(family)) : variables;
                code.call(TaskCode.request("install", family, "", withProxies(all)));
            } else if (!recipe.installCommands().isEmpty()) {
                var request = TaskCode.request("shell", recipe.family().name(), "", withProxies(variables));
                request.put("what", "install");
                request.set("commands", Json.mapper().valueToTree(recipe.installCommands()));
                code.call(request);
            }
        } catch (TaskCodeException e) {
            throw e.asFailure(recipe.family().directory());
        }
    }

    /** For the time of the install alone, and not by an exec's environment: a proxy's address may have a password. */
    private Map<String, String> withProxies(RequiredVariables.Values variables) {
        var all = new HashMap<>(bases.proxies());
        all.putAll(variables.byName());
        return all;
    }

    /** What the family's code says of itself and its tasks; asked once per image, in a container that ends by itself. */
    public Description describe(MainImage image, TaskFamily family, Scope scope) {
        var known = description(image.key());
        if (known.isPresent()) {
            return known.get();
        }
        try (var phase = progress.phase("describe tasks")) {
            var description = ask(image, family, scope);
            descriptions.keep(name(image.key()), description);
            var count = description.tasks().size();
            phase.done(count + (count == 1 ? " task" : " tasks"));
            return description;
        }
    }

    private Description ask(MainImage image, TaskFamily family, Scope scope) {
        var asked = scope.container("describe");
        var spec = ContainerSpec.of(image.image().id())
                .name(asked.name())
                .network("none")
                .labels(scope.owner().labels("describe"))
                .directory("/root")
                .command("sleep", "600")
                .autoRemove()
                .build();
        var container = scope.ledger().create(asked, () -> engine.create(spec));
        try {
            engine.start(container);
            return new TaskCode(engine, container, progress).describe(family.name(), Map.of());
        } catch (TaskCodeException e) {
            throw e.asFailure(family.directory());
        } finally {
            scope.ledger().delete(asked, () -> engine.remove(container));
        }
    }
}
