package dev.workbench.family.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashMemoryTest {
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    @TempDir
    Path temporary;

    Path root;
    Path file;
    Path memories;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("family"));
        file = Files.writeString(root.resolve("f"), "one");
        memories = temporary.resolve("memories/of/trees");
    }

    @Test
    void aFileThatHasNotChangedIsRemembered() throws IOException {
        remember("hash of one");

        assertThat(recalled()).isEqualTo("hash of one");
    }

    @Test
    void aFileThatChangedInAnyWayIsNot() throws IOException {
        remember("hash of one");
        var times = Files.getLastModifiedTime(file);
        Files.writeString(file, "two"); // as long as before
        Files.setLastModifiedTime(file, times); // which still moves the change time
        assertThat(recalled()).isEqualTo("nothing");

        remember("hash of two");
        Files.move(Files.writeString(root.resolve("g"), "six"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(recalled()).isEqualTo("nothing");
    }

    @Test
    void aFileThatChangedJustNowIsNotRemembered() throws IOException {
        var memory = HashMemory.of(root, memories, Clock.systemUTC());
        memory.remember("f", FileFacts.of(file), "hash of one");
        memory.save();

        assertThat(recalled()).isEqualTo("nothing");
    }

    @Test
    void treesHaveMemoriesOfTheirOwn() throws IOException {
        remember("hash of one");

        assertThat(HashMemory.of(temporary, memories, LATER).recall("f", FileFacts.of(file)))
                .isEmpty();
    }

    @Test
    void aBrokenMemoryIsForgotten() throws IOException {
        remember("hash of one");
        try (var files = Files.list(memories)) {
            for (var kept : files.toList()) {
                Files.write(kept, Arrays.copyOf(Files.readAllBytes(kept), 40));
            }
        }
        assertThat(recalled()).isEqualTo("nothing");

        remember("hash of one");
        assertThat(recalled()).isEqualTo("hash of one");
        try (var files = Files.list(memories)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aMemoryThatCannotBeKeptIsNoFailure() throws IOException {
        memories = Files.writeString(temporary.resolve("file"), "").resolve("below");

        remember("hash of one");
        assertThat(recalled()).isEqualTo("nothing");
    }

    @Test
    void aScanWithMemoryIsTheSameScan() throws IOException {
        Files.write(root.resolve("large"), new byte[9 << 20]);
        Files.setLastModifiedTime(root.resolve("large"), FileTime.fromMillis(0));
        var plain = ContentScanner.ofFamily().scan(root);
        var scanner = ContentScanner.ofFamily().remembering(memories);

        assertThat(scanner.scan(root)).isEqualTo(plain);
        assertThat(scanner.scan(root)).isEqualTo(plain);

        Files.write(root.resolve("large"), new byte[10 << 20]);
        assertThat(scanner.scan(root))
                .isEqualTo(ContentScanner.ofFamily().scan(root))
                .isNotEqualTo(plain);
    }

    private void remember(String hash) throws IOException {
        var memory = HashMemory.of(root, memories, LATER);
        memory.remember("f", FileFacts.of(file), hash);
        memory.save();
    }

    private String recalled() throws IOException {
        var memory = HashMemory.of(root, memories, LATER);
        return memory.recall("f", FileFacts.of(file)).orElse("nothing");
    }
}
