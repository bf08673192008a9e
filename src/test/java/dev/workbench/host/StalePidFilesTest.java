package dev.workbench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalePidFilesTest {
    @TempDir
    Path root;

    private Path pidFile;

    @BeforeEach
    void writePidFile() throws IOException {
        pidFile = Files.writeString(Files.createDirectories(root.resolve("run")).resolve("docker.pid"), "77\n");
    }

    @Test
    void aNumberThatNobodyHasIsRemoved() {
        StalePidFiles.remove(root);
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void aNumberThatAnotherProgramHasIsRemoved() throws IOException {
        runs("bash");
        StalePidFiles.remove(root);
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void theEnginesOwnNumberStays() throws IOException {
        runs("dockerd");
        StalePidFiles.remove(root);
        assertThat(pidFile).exists();
    }

    private void runs(String program) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("proc/77")).resolve("comm"), program + "\n");
    }
}
