package dev.workbench.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostPythonTest {
    @TempDir
    private Path directory;

    @Test
    void ofManyFilesEachHasItsOwnOutline() throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < 200; i++) {
            files.add(Files.writeString(
                    directory.resolve("f" + i + ".py"), "\n".repeat(i) + "class TaskFamily:\n    pass\n"));
        }

        var outlines = new HostPython(System.getenv()).outline(files).orElseThrow();

        assertThat(outlines).hasSize(200);
        outlines.forEach((file, outline) -> assertThat(
                        "f" + (outline.family().orElseThrow().line() - 1) + ".py")
                .isEqualTo(file.getFileName().toString()));
    }

    @Test
    void withoutPythonThereIsNone() {
        assertThat(new HostPython(Map.of("PATH", directory.toString())).outline(List.of()))
                .isEmpty();
    }
}
