package dev.workbench.run;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.Exec;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.ScoreRecipe;
import dev.workbench.family.content.ContentScanner;
import dev.workbench.family.content.ContentTar;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Copies what a manifest's {@code score.fetch} names from the aux VM, over SFTP, into the main container. */
final class Fetch {
    private Fetch() {}

    static void copy(
            Guest guest, ContainerEngine engine, String container, ScoreRecipe.Fetch fetch, Progress progress) {
        try {
            var draft = Files.createTempDirectory("workbench-fetch");
            try {
                copy(guest, engine, container, fetch, draft, progress);
            } finally {
                delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(
            Guest guest,
            ContainerEngine engine,
            String container,
            ScoreRecipe.Fetch fetch,
            Path draft,
            Progress progress)
            throws IOException {
        var target = Path.of("/root").resolve(fetch.to()).normalize();
        var local = draft.resolve(target.getFileName().toString());
        var parent = String.valueOf(target.getParent());
        var clear = Exec.of("sh", "-c", "rm -rf -- \"$1\" && mkdir -p -- \"$2\"", "sh", target.toString(), parent);
        engine.exec(container, clear.as("root"), Streams.discarding());
        try {
            guest.download(fetch.from(), local);
        } catch (WorkbenchException e) {
            // What the agent did not make is for the score command to judge, not a failure of the scoring.
            progress.warn("nothing fetched from the aux VM: " + e.message());
            return;
        }
        try (var tar = ContentTar.of(draft, ContentScanner.ofSource().scan(draft))) {
            engine.upload(container, parent, tar);
        }
    }

    private static void delete(Path draft) throws IOException {
        try (var paths = Files.walk(draft)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
