package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockGateTest {
    @TempDir
    private Path directory;

    @Test
    void oneAtATimeGoesThrough() throws Exception {
        var gate = new LockGate(directory.resolve("state/gate"));
        var inside = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var passages = IntStream.range(0, 20)
                    .mapToObj(number -> threads.submit(() -> gate.alone(() -> {
                        var now = inside.incrementAndGet();
                        LockSupport.parkNanos(1_000_000);
                        inside.decrementAndGet();
                        return now;
                    })))
                    .toList();
            for (var passage : passages) {
                assertThat(passage.get()).isOne();
            }
        }
    }

    @Test
    void whereNothingCanBeLockedItStandsOpen() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");
        assertThat(new LockGate(file.resolve("gate")).<Integer>alone(() -> 1)).isOne();
    }
}
