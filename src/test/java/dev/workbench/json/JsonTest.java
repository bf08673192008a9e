package dev.workbench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    private static final int TIMES = 200;

    @TempDir
    private Path directory;

    record Value(int number, String text) {}

    @Test
    void whoeverWritesTheSameFileAtOnceWritesAllOfIt() throws Exception {
        var file = directory.resolve("value.json");
        Json.write(file, value(0));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writes = IntStream.range(0, TIMES)
                    .mapToObj(number -> threads.submit((Callable<Value>) () -> {
                        Json.write(file, value(number));
                        return Json.read(file, Value.class);
                    }))
                    .toList();
            for (var write : writes) {
                var read = write.get();
                assertThat(read).isEqualTo(value(read.number()));
            }
        }
        assertThat(directory.toFile().list()).containsExactly("value.json");
    }

    @Test
    void aDirectoryThatHasBeenRemovedDoesNotComeBack() throws IOException {
        var file = directory.resolve("gone/value.json");
        assertThatThrownBy(() -> Json.write(file, value(1))).isInstanceOf(NoSuchFileException.class);
        assertThat(file.getParent()).doesNotExist();
    }

    private static Value value(int number) {
        return new Value(number, Integer.toString(number).repeat(10 * number));
    }
}
