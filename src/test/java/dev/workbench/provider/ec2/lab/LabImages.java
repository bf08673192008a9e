package dev.workbench.provider.ec2.lab;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.ImageInfo;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The images that the lab runs: made once, found again by what they are made of. */
final class LabImages {
    private static final String KIND = "dev.workbench.test-image";

    private final ContainerEngine engine;
    private final BaseImages bases;

    LabImages(ContainerEngine engine) {
        this.engine = engine;
        this.bases = new BaseImages(engine, BuildHost.local(System.getenv()));
    }

    ImageInfo moto() {
        return make("test-moto", bases.mainBase(Progress.SILENT), resource("moto.sh"));
    }

    ImageInfo machine() {
        return make("test-ec2-machine", bases.dockerVm(Progress.SILENT), resource("machine.sh"));
    }

    private ImageInfo make(String name, ImageInfo parent, String script) {
        var key = Integer.toHexString((parent.id() + script).hashCode());
        var reference = "workbench/" + name + ":" + key;
        return engine.image(reference).orElseGet(() -> {
            var container = engine.create(ContainerSpec.of(parent.id())
                    .name("wb-" + name + "-" + UUID.randomUUID())
                    .labels(Map.of(KIND, name))
                    .user("0")
                    .command("sleep", "600")
                    .build());
            try {
                engine.start(container);
                run(container, script);
                return engine.commit(container, reference, Map.of(KIND, name), Map.of());
            } finally {
                engine.remove(container);
            }
        });
    }

    private void run(String container, String script) {
        var said = new ByteArrayOutputStream();
        if (engine.exec(container, Exec.of("sh", "-c", script), Streams.of(said, said)) != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
    }

    static String resource(String name) {
        try (var in = LabImages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
