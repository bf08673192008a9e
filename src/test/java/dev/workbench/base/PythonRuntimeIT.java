package dev.workbench.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.SmallTar;
import dev.workbench.engine.DockerEngine;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the tests of the Python runtime where it lives: in a container of the main containers' base. */
final class PythonRuntimeIT {
    private static final Path TESTS = Path.of("src/test/python");

    @Test
    void pythonRuntimePassesItsTestsInTheMainBase() throws IOException {
        var environment = System.getenv();
        try (var engine = DockerEngine.connect(environment)) {
            var image = new BaseImages(engine, BuildHost.local(environment)).mainBase(Progress.SILENT);
            var container = engine.create(ContainerSpec.of(image.id())
                    .command("sleep", "900")
                    .init()
                    .labels(Map.of("dev.workbench.test", "PythonRuntimeIT"))
                    .build());
            try {
                engine.start(container);
                engine.upload(container, "/", tests());
                var output = new ByteArrayOutputStream();
                var exit = engine.exec(container, pytest(), Streams.of(output, output));
                var text = output.toString(StandardCharsets.UTF_8);
                assertThat(exit).describedAs(text).isZero();
                assertThat(text)
                        .contains(" passed")
                        .doesNotContain("openssh-server is not installed", "runs only as root");
            } finally {
                engine.remove(container);
            }
        }
    }

    private static Exec pytest() {
        return Exec.of("timeout", "800", "python3", "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "/tests")
                .as("root")
                .in("/tmp")
                .with(Map.of("WORKBENCH_TESTS_MAY_CHANGE_MACHINE", "yes", "PYTHONDONTWRITEBYTECODE", "1"));
    }

    private static InputStream tests() throws IOException {
        var tar = new SmallTar();
        try (var files = Files.newDirectoryStream(TESTS, "*.py")) {
            for (var file : files) {
                tar.file("tests/" + file.getFileName(), 0644, 0, Files.readAllBytes(file));
            }
        }
        return tar.open();
    }
}
