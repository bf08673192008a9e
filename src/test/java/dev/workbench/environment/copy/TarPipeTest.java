package dev.workbench.environment.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarPipeTest {
    @TempDir
    Path directory;

    @Test
    void bytesGoThrough() throws IOException {
        var read = new ByteArrayOutputStream();
        TarPipe.run(out -> out.write(new byte[3_000_000]), in -> in.transferTo(read));
        assertThat(read.size()).isEqualTo(3_000_000);
    }

    @Test
    void aMakerThatFailsIsTheCauseEvenWhenTheReaderFailsOnItsHalfStream() {
        assertThatThrownBy(() -> TarPipe.run(
                        out -> {
                            throw new IllegalStateException("the maker");
                        },
                        in -> {
                            in.readAllBytes();
                            throw new IOException("the reader");
                        }))
                .hasMessage("the maker");
    }

    @Test
    void aReaderThatFailsStopsItsMaker() {
        assertThatThrownBy(() -> TarPipe.run(
                        out -> {
                            while (true) {
                                out.write(new byte[1000]);
                            }
                        },
                        in -> {
                            throw new IOException("the reader");
                        }))
                .hasMessage("the reader");
    }

    @Test
    void aReaderThatNeedsNoMoreIsNoFailure() throws IOException {
        TarPipe.run(
                out -> out.write(new byte[3_000_000]),
                in -> assertThat(in.read()).isZero());
    }

    @Test
    void theTopEntryGetsAnotherNameAndTheOwner() throws IOException {
        var tree = directory.resolve("tree");
        Files.createDirectories(tree.resolve("sub"));
        Files.writeString(tree.resolve("sub/ünï"), "x");
        var original = new ByteArrayOutputStream();
        try (var writer = new TarWriter(original, Progress.SILENT)) {
            writer.add(tree, "tree");
        }

        assertThat(rewritten(original, "new")).containsExactly("new/ 7:8", "new/sub/ 7:8", "new/sub/ünï 7:8");
        assertThat(rewritten(original, "")).containsExactly("sub/ 7:8", "sub/ünï 7:8");
    }

    private static List<String> rewritten(ByteArrayOutputStream original, String top) throws IOException {
        var result = new ByteArrayOutputStream();
        Tars.rewrite(
                new ByteArrayInputStream(original.toByteArray()), result, new TarNames(top), new Place.Owner(7, 8));
        var names = new ArrayList<String>();
        var tar = Tars.reading(new ByteArrayInputStream(result.toByteArray()));
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            names.add(entry.getName() + " " + entry.getLongUserId() + ":" + entry.getLongGroupId());
        }
        return names;
    }
}
