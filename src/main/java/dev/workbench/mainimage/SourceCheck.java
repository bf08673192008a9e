package dev.workbench.mainimage;

import dev.workbench.base.BaseImages;
import dev.workbench.base.DraftLabels;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.TaskFamily;
import dev.workbench.json.Json;
import dev.workbench.json.JsonCache;
import dev.workbench.progress.Progress;
import dev.workbench.task.TaskCode;
import dev.workbench.task.TaskCodeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads a family's Python source by its syntax tree, without running it, so that a broken one is refused before anything is
 * built. Python reads it, in a container that cannot reach anything and ends by itself; the result is kept by content.
 */
public final class SourceCheck {
    private static final int LIFE_SECONDS = 60;

    /** Changes when the same source is read in another way than before. */
    private static final String FORMAT = "-2";

    private final ContainerEngine engine;
    private final BaseImages bases;
    private final JsonCache cache;
    private final Progress progress;

    /** @param cache directory for results, by content */
    public SourceCheck(ContainerEngine engine, BaseImages bases, Path cache, Progress progress) {
        this.engine = engine;
        this.bases = bases;
        this.cache = new JsonCache(cache);
        this.progress = progress;
    }

    /** @throws WorkbenchException (exit code 2) for a syntax error or a source without a {@code TaskFamily} class */
    public SourceFacts check(TaskFamily family) {
        var module = family.module().orElseThrow();
        try {
            var source = Files.readAllBytes(module);
            var name = digest(source) + FORMAT;
            var known = cache.find(name, SourceFacts.class);
            if (known.isPresent()) {
                return known.get().checked(module);
            }
            var facts = read(family, source);
            cache.keep(name, facts);
            return facts.checked(module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceFacts read(TaskFamily family, byte[] source) throws IOException {
        var base = bases.mainBase(progress);
        var spec = ContainerSpec.of(base.id())
                .network("none")
                .labels(DraftLabels.own())
                .command("sleep", Integer.toString(LIFE_SECONDS))
                .autoRemove()
                .build();
        var container = engine.create(spec);
        try {
            engine.start(container);
            var request = TaskCode.request("inspect", family.name(), "", Map.of());
            request.put("source_b64", Base64.getEncoder().encodeToString(source));
            var answer = new TaskCode(engine, container, progress).call(request);
            return Json.mapper().treeToValue(answer, SourceFacts.class);
        } catch (TaskCodeException e) {
            throw e.asFailure(family.directory());
        } finally {
            engine.remove(container);
        }
    }

    private static String digest(byte[] source) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(source));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
