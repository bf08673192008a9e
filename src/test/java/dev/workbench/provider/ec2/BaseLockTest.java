package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.Architecture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseLockTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final BaseImage BASE = BaseImage.DEBIAN_12;

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadAndKnowsEachRegionsCopy() {
        var file = directory.resolve("sub/workbench.lock");
        var first = ami("one", "ami-1");
        BaseLock.read(file)
                .with("here", BASE, List.of(first))
                .with("there", BASE, List.of(ami("one", "ami-2")))
                .write(file);
        var lock = BaseLock.read(file);
        assertThat(lock.in("here", BASE, Architecture.X64)).contains(first);
        assertThat(lock.in("there", BASE, Architecture.X64))
                .get()
                .extracting(BaseAmi::id)
                .isEqualTo("ami-2");
        assertThat(lock.in("elsewhere", BASE, Architecture.X64)).isEmpty();
        assertThat(lock.in("here", BASE, Architecture.ARM64)).isEmpty();
        assertThat(lock.of(BaseImage.CUDA_UBUNTU_20_04)).isEmpty();
    }

    @Test
    void whatMovesForgetsTheOldCopiesEverywhere() {
        var lock = BaseLock.read(directory.resolve("none"))
                .with("here", BASE, List.of(ami("one", "ami-1")))
                .with("there", BASE, List.of(ami("two", "ami-2")));
        assertThat(lock.in("here", BASE, Architecture.X64)).isEmpty();
        assertThat(lock.of(BASE).get(Architecture.X64))
                .extracting(BaseLock.Entry::name)
                .isEqualTo("two");
    }

    private static BaseAmi ami(String name, String id) {
        return new BaseAmi(Architecture.X64, id, name, "/dev/xvda", 8, "somebody", NOW);
    }
}
