package dev.workbench.environment.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarExtractorTest {
    @TempDir
    Path directory;

    private final List<Event> events = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private TarArchiveOutputStream tar = Tars.writing(bytes);
    private Path target;
    private Path outside;

    @BeforeEach
    void makeDirectories() throws IOException {
        target = Files.createDirectory(directory.resolve("target"));
        outside = Files.createDirectory(directory.resolve("outside"));
    }

    @Test
    void filesDirectoriesAndLinksArriveWithTheirModes() throws IOException {
        put("d/", TarConstants.LF_DIR, "", 0555);
        put("d/run", TarConstants.LF_NORMAL, "#!", 04755);
        put("d/hard", TarConstants.LF_LINK, "d/run", 0);
        put("d/soft", TarConstants.LF_SYMLINK, "run", 0);
        put("without/parents/f", TarConstants.LF_NORMAL, "x", 0600);

        extract();

        assertThat(target.resolve("d/run")).hasContent("#!");
        assertThat(mode("d/run")).isEqualTo("rwxr-xr-x");
        assertThat(mode("d")).isEqualTo("r-xr-xr-x");
        assertThat(target.resolve("d/hard")).hasContent("#!");
        assertThat(Files.readSymbolicLink(target.resolve("d/soft"))).isEqualTo(Path.of("run"));
        assertThat(mode("without/parents/f")).isEqualTo("rw-------");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws IOException {
        for (var name : new String[] {"../outside/x", "d/../../outside/x", "/" + outside + "/x"}) {
            bytes.reset();
            tar = Tars.writing(bytes);
            put(name, TarConstants.LF_NORMAL, "x", 0644);
            assertThatThrownBy(this::extract).as(name).isInstanceOf(WorkbenchException.class);
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void nothingIsWrittenThroughALinkOfTheTar() throws IOException {
        put("link", TarConstants.LF_SYMLINK, outside.toString(), 0);
        put("link/x", TarConstants.LF_NORMAL, "x", 0644);

        assertThatThrownBy(this::extract).isInstanceOf(IOException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void nothingIsWrittenThroughALinkThatWasThere() throws IOException {
        Files.createSymbolicLink(target.resolve("link"), outside);
        put("link/x", TarConstants.LF_NORMAL, "x", 0644);

        assertThatThrownBy(this::extract).isInstanceOf(WorkbenchException.class).hasMessageContaining("is a link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aLinkThatWasThereIsReplacedByAFileAndNotFollowed() throws IOException {
        var victim = Files.writeString(outside.resolve("victim"), "old");
        Files.createSymbolicLink(target.resolve("f"), victim);
        put("f", TarConstants.LF_NORMAL, "new", 0644);

        extract();

        assertThat(victim).hasContent("old");
        assertThat(target.resolve("f")).hasContent("new");
    }

    @Test
    void aHardLinkToWhatIsNotInTheTarIsRefused() throws IOException {
        Files.writeString(outside.resolve("secret"), "s");
        Files.createSymbolicLink(target.resolve("s"), outside.resolve("secret"));
        put("stolen", TarConstants.LF_LINK, "s", 0);

        assertThatThrownBy(this::extract).isInstanceOf(WorkbenchException.class);
        assertThat(target.resolve("stolen")).doesNotExist();
    }

    @Test
    void devicesAndPipesAreLeftOutAndNamed() throws IOException {
        put("pipe", TarConstants.LF_FIFO, "", 0644);

        extract();

        assertThat(target).isEmptyDirectory();
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Warning.class,
                        warning -> assertThat(warning.text()).contains("pipe"));
    }

    private void put(String name, byte kind, String content, int mode) throws IOException {
        var entry = new TarArchiveEntry(name, kind, true);
        var link = kind == TarConstants.LF_SYMLINK || kind == TarConstants.LF_LINK;
        if (link) {
            entry.setLinkName(content);
        }
        var data = link ? new byte[0] : content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(data.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    private void extract() throws IOException {
        tar.finish();
        tar.flush();
        new TarExtractor(target, events::add).extract(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(name)));
    }
}
