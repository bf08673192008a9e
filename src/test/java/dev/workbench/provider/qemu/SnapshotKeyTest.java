package dev.workbench.provider.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.Architecture;
import dev.workbench.vm.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotKeyTest {
    private static final Machine MACHINE = new Machine(Architecture.X64, 2, 2);

    @TempDir
    Path root;

    private String key(String image, Accelerator accelerator, Machine machine) {
        return new SnapshotKey(image, new CommandLine(accelerator, machine), root).text();
    }

    private static Accelerator emulation() {
        return new Accelerator.Emulation("no reason");
    }

    @Test
    void anotherImageMemorySizeCoreCountOrAcceleratorNeedsAnotherSnapshot() {
        var key = key("sha256:a", emulation(), MACHINE);
        assertThat(key).isEqualTo(key("sha256:a", new Accelerator.Emulation("other words"), MACHINE));
        assertThat(key)
                .isNotEqualTo(key("sha256:b", emulation(), MACHINE))
                .isNotEqualTo(key("sha256:a", emulation(), new Machine(Architecture.X64, 1, 2)))
                .isNotEqualTo(key("sha256:a", emulation(), new Machine(Architecture.X64, 2, 3)))
                .isNotEqualTo(key("sha256:a", new Accelerator.Kvm(), MACHINE));
    }

    @Test
    void aHostsOwnProcessorCountsButNotHowFastItIsRightNow() throws IOException {
        processor("model name: A\nflags\t\t: fpu svm\ncpu MHz\t\t: 2000");
        var key = key("sha256:a", new Accelerator.Kvm(), MACHINE);
        processor("model name: A\nflags\t\t: fpu svm\ncpu MHz\t\t: 3000");
        assertThat(key("sha256:a", new Accelerator.Kvm(), MACHINE)).isEqualTo(key);
        processor("model name: A\nflags\t\t: fpu svm avx\ncpu MHz\t\t: 3000");
        assertThat(key("sha256:a", new Accelerator.Kvm(), MACHINE)).isNotEqualTo(key);
    }

    private void processor(String text) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/cpuinfo"), text + "\n\nflags\t\t: second\n");
    }
}
