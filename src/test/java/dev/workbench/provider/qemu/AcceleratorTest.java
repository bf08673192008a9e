package dev.workbench.provider.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createDirectories(root.resolve("proc"));
    }

    @Test
    void withoutTheDeviceItIsEmulation() throws IOException {
        cpu("fpu svm sse");
        assertThat(Accelerator.of(root, "x64")).isInstanceOf(Accelerator.Emulation.class);
    }

    @Test
    void aDeviceWithoutTheProcessorsFlagIsNotBelieved() throws IOException {
        Files.createFile(root.resolve("dev/kvm"));
        cpu("fpu svm_lock sse");
        assertThat(Accelerator.of(root, "x64"))
                .isEqualTo(new Accelerator.Emulation("this machine's processor offers neither vmx nor svm"));
    }

    @Test
    void bothTogetherAreKvm() throws IOException {
        Files.createFile(root.resolve("dev/kvm"));
        cpu("fpu vmx sse");
        assertThat(Accelerator.of(root, "x64")).isEqualTo(new Accelerator.Kvm());
    }

    private void cpu(String flags) throws IOException {
        Files.writeString(root.resolve("proc/cpuinfo"), "processor\t: 0\nflags\t\t: " + flags + "\n");
    }
}
