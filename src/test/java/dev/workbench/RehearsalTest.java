package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @Test
    void everyCommandSucceedsSoThatTheCacheHoldsAllOfIt(@TempDir Path place) throws IOException {
        assertThat(Rehearsal.perform(place))
                .allSatisfy((command, exit) -> assertThat(exit).isZero());
    }
}
