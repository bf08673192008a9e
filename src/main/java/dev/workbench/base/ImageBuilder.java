package dev.workbench.base;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.ImageInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.vm.Ownership;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes an image once, whoever else wants it at the same time: the draft's name is the lock, and a draft whose maker is
 * dead is removed and begun anew.
 */
final class ImageBuilder {
    static final String LABEL_KIND = "dev.workbench.kind";
    static final String LABEL_KEY = "dev.workbench.key";

    private static final Duration DRAFT_LIFE = Duration.ofHours(1);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final ContainerEngine engine;
    private final Clock clock;

    ImageBuilder(ContainerEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Finds the recipe's image or makes it.
     *
     * @param parent the image to start from; asked for only when the image has to be made
     * @param work does the work in the draft and keeps the image
     */
    ImageInfo once(Recipe recipe, Supplier<ImageInfo> parent, Progress progress, Function<Draft, ImageInfo> work) {
        var found = engine.image(recipe.reference());
        if (found.isPresent()) {
            return found.get();
        }
        var from = parent.get();
        try (var phase = progress.phase("make " + recipe.title())) {
            var image = makeOrAwait(recipe, from, progress, work);
            phase.done();
            return image;
        }
    }

    /** The recipe's image, if it has been made. */
    Optional<ImageInfo> find(Recipe recipe) {
        return engine.image(recipe.reference());
    }

    /** A draft that only serves the making of another one. */
    Draft startHelper(Recipe recipe, ImageInfo parent, Progress progress) {
        var name = "wb-draft-" + recipe.kind() + "-" + UUID.randomUUID();
        return Draft.start(engine, parent, name, draftLabels(recipe), recipe, progress);
    }

    /** Removes the drafts that a killed workbench left on this engine. */
    void removeAbandoned() {
        abandoned().forEach(draft -> engine.remove(draft.id()));
    }

    List<ContainerInfo> abandoned() {
        return engine.containers(Map.of(Ownership.LABEL_ROLE, DraftLabels.ROLE)).stream()
                .filter(this::isAbandoned)
                .toList();
    }

    private ImageInfo makeOrAwait(Recipe recipe, ImageInfo parent, Progress progress, Function<Draft, ImageInfo> work) {
        var name = "wb-draft-" + recipe.kind() + "-" + recipe.key().substring(0, 12);
        var told = false;
        while (true) {
            var found = engine.image(recipe.reference());
            if (found.isPresent()) {
                return found.get();
            }
            var other = engine.inspect(name);
            if (other.isEmpty()) {
                var draft = start(name, recipe, parent, progress);
                if (draft.isPresent()) {
                    try (var own = draft.get()) {
                        return work.apply(own);
                    }
                }
            } else if (isAbandoned(other.get())) {
                engine.remove(other.get().id());
            } else {
                if (!told) {
                    progress.note("another workbench is making the " + recipe.title() + ": waiting for it");
                    told = true;
                }
                pause();
            }
        }
    }

    /** Empty when somebody else took the name first. */
    private Optional<Draft> start(String name, Recipe recipe, ImageInfo parent, Progress progress) {
        try {
            return Optional.of(Draft.start(engine, parent, name, draftLabels(recipe), recipe, progress));
        } catch (WorkbenchException e) {
            if (engine.inspect(name).isEmpty()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Map<String, String> draftLabels(Recipe recipe) {
        var labels = new HashMap<>(DraftLabels.own());
        labels.put(LABEL_KIND, recipe.kind());
        return labels;
    }

    private boolean isAbandoned(ContainerInfo draft) {
        var age = Duration.between(draft.created(), clock.instant());
        var died = !draft.running() && age.compareTo(START_LIMIT) > 0;
        return died
                || age.compareTo(DRAFT_LIFE) > 0
                || Maker.parse(draft.labels().getOrDefault(DraftLabels.MAKER, ""))
                        .isDead();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        }
    }
}
