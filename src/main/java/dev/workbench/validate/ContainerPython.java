package dev.workbench.validate;

import dev.workbench.base.BaseImages;
import dev.workbench.base.DraftLabels;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The main container's Python, in a container that cannot reach anything and ends by itself. */
final class ContainerPython {
    private static final String LIFE_SECONDS = "120";

    private final ContainerEngine engine;
    private final BaseImages bases;
    private final Progress progress;

    ContainerPython(ContainerEngine engine, BaseImages bases, Progress progress) {
        this.engine = engine;
        this.bases = bases;
        this.progress = progress;
    }

    Optional<Map<Path, Outline>> outline(List<Path> files) {
        var spec = ContainerSpec.of(bases.mainBase(progress).id())
                .network("none")
                .labels(DraftLabels.own())
                .command("sleep", LIFE_SECONDS)
                .autoRemove()
                .build();
        var container = engine.create(spec);
        try {
            engine.start(container);
            var requests = files.stream().map(OutlineScript::request).collect(Collectors.joining());
            var out = new ByteArrayOutputStream();
            engine.exec(
                    container,
                    Exec.of(OutlineScript.command("python3").toArray(String[]::new)),
                    Streams.feeding(requests.getBytes(StandardCharsets.UTF_8), out, OutputStream.nullOutputStream()));
            return OutlineScript.answer(
                    files, out.toString(StandardCharsets.UTF_8).lines().iterator());
        } finally {
            engine.remove(container);
        }
    }
}
