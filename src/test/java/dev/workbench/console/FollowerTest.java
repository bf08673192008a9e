package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private String follow(Follower follower, BooleanSupplier grows) {
        follower.follow(new PrintStream(seen, true, StandardCharsets.UTF_8), grows);
        return seen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsWhatAFileGetsUntilTheEnd(@TempDir Path temporary) {
        var file = temporary.resolve("log");
        var parts = new ArrayDeque<>(List.of("one\n", "two ☃\n", "last"));

        var text = follow(Follower.of(file), () -> {
            try {
                Files.writeString(file, parts.remove(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return !parts.isEmpty();
        });

        assertThat(text).isEqualTo("one\ntwo ☃\nlast");
    }

    @Test
    void showsEachPartOfAWholeOnce() {
        var states = new ArrayDeque<>(List.of("a", "ab", "ab", "abc"));

        assertThat(follow(Follower.of(states::remove), () -> states.size() > 1)).isEqualTo("abc");
    }
}
