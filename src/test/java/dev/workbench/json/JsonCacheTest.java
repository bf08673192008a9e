package dev.workbench.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCacheTest {
    @TempDir
    private Path temporary;

    private JsonCache cache;

    record Result(String text, int number) {}

    @BeforeEach
    void make() {
        cache = new JsonCache(temporary.resolve("of/results"));
    }

    @Test
    void whatIsKeptIsFound() throws IOException {
        assertThat(cache.find("a", Result.class)).isEmpty();
        cache.keep("a", new Result("one", 1));
        cache.keep("a", new Result("two", 2));
        assertThat(cache.find("a", Result.class)).contains(new Result("two", 2));
        try (var files = Files.list(cache.directory())) {
            assertThat(files).containsExactly(cache.directory().resolve("a.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0", "{\"text\": \"o", "[]", "null"})
    void aDamagedResultIsNotThereAndIsReplaced(String content) throws IOException {
        cache.keep("a", new Result("one", 1));
        Files.writeString(cache.directory().resolve("a.json"), content);
        assertThat(cache.find("a", Result.class)).isEmpty();
        cache.keep("a", new Result("one", 1));
        assertThat(cache.find("a", Result.class)).contains(new Result("one", 1));
    }

    @Test
    void thatItCannotBeKeptIsNoFailure() throws IOException {
        var below =
                new JsonCache(Files.writeString(temporary.resolve("file"), "").resolve("below"));
        below.keep("a", new Result("one", 1));
        assertThat(below.find("a", Result.class)).isEmpty();
    }

    @Test
    void othersMayReadItAsFarAsTheUmaskLetsThem() throws IOException {
        cache.keep("a", new Result("one", 1));
        var ordinary = Files.writeString(temporary.resolve("ordinary"), "");
        assertThat(Files.getPosixFilePermissions(cache.directory().resolve("a.json")))
                .isEqualTo(Files.getPosixFilePermissions(ordinary))
                .contains(PosixFilePermission.OWNER_READ);
    }
}
