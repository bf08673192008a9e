package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.base.DraftLabels;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.ImageInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.LineSink;
import dev.workbench.progress.Progress;
import dev.workbench.provider.LabelledImages;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Snapshots of booted machines, each in an image of the engine: the image that was booted, with the guest's memory and what
 * its disk has become in {@code /image/warm}. An image whose machines cannot be resumed has a snapshot without those, which
 * says why not, so that this is found out once.
 */
final class Snapshots {
    private static final String KIND = "vm-snapshot";
    private static final String REPOSITORY = "workbench/qemu-snapshot";
    private static final String LABEL_KIND = "dev.workbench.kind";
    private static final String LABEL_KEY = "dev.workbench.key";
    private static final String LABEL_OF = "dev.workbench.snapshot-of";
    private static final String LABEL_STATE = "dev.workbench.snapshot-state";
    private static final String LABEL_REASON = "dev.workbench.snapshot-reason";

    /** A snapshot's container ends itself after this many seconds, and is gone then, whatever became of us. */
    private static final int LONGEST_SECONDS = 420;

    private static final int EXIT_UNFIT = 3;

    private final ContainerEngine engine;

    Snapshots(ContainerEngine engine) {
        this.engine = engine;
    }

    /** What is known of a snapshot. */
    sealed interface Snapshot {
        record Usable(String image) implements Snapshot {}

        /** It can never be resumed. */
        record Unfit(String reason) implements Snapshot {}
    }

    private enum State {
        USABLE,
        UNFIT,
        DAMAGED;

        String word() {
            return switch (this) {
                case USABLE -> "usable";
                case UNFIT -> "unfit";
                case DAMAGED -> "damaged";
            };
        }
    }

    /** The snapshot with this key; one that is known to be damaged does not count. */
    Optional<Snapshot> find(String key) {
        return engine.image(reference(key)).flatMap(Snapshots::read);
    }

    private static Optional<Snapshot> read(ImageInfo image) {
        var state = image.labels().getOrDefault(LABEL_STATE, "");
        if (state.equals(State.USABLE.word())) {
            return Optional.of(new Snapshot.Usable(image.id()));
        }
        return state.equals(State.UNFIT.word())
                ? Optional.of(new Snapshot.Unfit(image.labels().getOrDefault(LABEL_REASON, "")))
                : Optional.empty();
    }

    /**
     * Boots the image once, for nobody, and keeps what that comes to.
     *
     * @param draft the container to do it in, without a name, labels or a command yet
     * @return empty, and said why, when it did not work out this time
     */
    Optional<Snapshot> make(
            String key, String image, ContainerSpec.Builder draft, SnapshotFiles files, Progress progress) {
        try (var phase = progress.phase("boot the image once and keep a snapshot of its memory")) {
            var container = create(key, draft);
            if (container.isEmpty()) {
                phase.done("another command does that");
                return Optional.empty();
            }
            try {
                var made = make(key, image, container.get(), files, progress);
                phase.done(
                        switch (made) {
                            case Snapshot.Usable _ -> "";
                            case Snapshot.Unfit(String reason) -> reason;
                        });
                return Optional.of(made);
            } finally {
                engine.remove(container.get());
            }
        } catch (WorkbenchException e) {
            if (e.exit() == ExitCode.INTERRUPTED) {
                throw e;
            }
            progress.warn("no snapshot could be made: " + e.message());
            return Optional.empty();
        }
    }

    /** The container's name is the lock; empty when somebody else has it. */
    private Optional<String> create(String key, ContainerSpec.Builder draft) {
        var name = "wb-draft-snapshot-" + LabelledImages.shortened(key);
        try {
            return Optional.of(engine.create(draft.name(name)
                    .labels(DraftLabels.own())
                    .command("sleep", "" + LONGEST_SECONDS)
                    .init()
                    .autoRemove()
                    .build()));
        } catch (WorkbenchException e) {
            if (engine.inspect(name).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Snapshot make(String key, String image, String container, SnapshotFiles files, Progress progress) {
        engine.upload(container, "/", files.open());
        engine.start(container);
        var said = new ByteArrayOutputStream();
        int status;
        try (var lines = new LineSink(line -> progress.output("snapshot", line))) {
            var exec = Exec.of("bash", CommandLine.DIRECTORY + "/snapshot.sh").as("0");
            status = engine.exec(container, exec, Streams.of(said, lines));
        }
        return switch (status) {
            case 0 -> {
                var kept = commit(key, image, container, State.USABLE, "");
                removeOlder(key, kept.id());
                yield new Snapshot.Usable(kept.id());
            }
            case EXIT_UNFIT -> {
                var reason = said.toString(UTF_8).strip();
                mark(key, image, State.UNFIT, reason);
                yield new Snapshot.Unfit(reason);
            }
            default ->
                throw WorkbenchException.provider(
                        "no_snapshot", "its recipe ended with exit code " + status + "; its output is in the log");
        };
    }

    /** Sets aside a snapshot that was found damaged: machines that were resumed from it keep it as long as they are there. */
    void damaged(ContainerInfo machine, String reason) {
        mark(machine, State.DAMAGED, reason);
    }

    /** Remembers that an image's machines cannot be resumed. */
    void unfit(ContainerInfo machine, String reason) {
        mark(machine, State.UNFIT, reason);
    }

    private void mark(ContainerInfo machine, State state, String reason) {
        var key = machine.labels().getOrDefault(LABEL_KEY, "");
        mark(key, origin(machine), state, reason);
    }

    private void mark(String key, String image, State state, String reason) {
        var name = "wb-draft-snapshot-" + LabelledImages.shortened(key) + "-" + UUID.randomUUID();
        var empty = engine.create(ContainerSpec.of(image)
                .name(name)
                .labels(DraftLabels.own())
                .command("true")
                .build());
        try {
            commit(key, image, empty, state, reason);
        } finally {
            engine.remove(empty);
        }
    }

    private ImageInfo commit(String key, String image, String container, State state, String reason) {
        var labels = new HashMap<>(DraftLabels.OVERWRITTEN);
        labels.put(LABEL_KIND, KIND);
        labels.put(LABEL_KEY, key);
        labels.put(LABEL_OF, image);
        labels.put(LABEL_STATE, state.word());
        labels.put(LABEL_REASON, reason);
        return engine.commit(container, reference(key), labels, Map.of());
    }

    private static String reference(String key) {
        return REPOSITORY + ":" + LabelledImages.shortened(key);
    }

    /** The image whose machine this is, snapshot or not. */
    static String origin(ContainerInfo machine) {
        return machine.labels().getOrDefault(LABEL_OF, machine.image());
    }

    /** Removes the snapshots of an image, which would keep the image from being removed. */
    void removeAll(String image) {
        engine.images(Map.of(LABEL_KIND, KIND, LABEL_OF, image)).forEach(snapshot -> engine.removeImage(snapshot.id()));
    }

    private void removeOlder(String key, String kept) {
        for (var older : engine.images(Map.of(LABEL_KIND, KIND, LABEL_KEY, key))) {
            if (!older.id().equals(kept)) {
                removeIfUnused(older);
            }
        }
    }

    private void removeIfUnused(ImageInfo older) {
        try {
            engine.removeImage(older.id());
        } catch (WorkbenchException inUse) {
            // A machine that still runs came from it; the next snapshot's making tries again.
        }
    }
}
