package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.ContentEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSourcesTest {
    @TempDir
    Path temporary;

    Path family;

    @BeforeEach
    void makeFamily() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve("family"));
        Files.createDirectories(family.resolve("assets/sub"));
        Files.writeString(family.resolve("assets/sub/f"), "1");
        Files.writeString(family.resolve("other"), "2");
        var secret = Files.createDirectory(temporary.toRealPath().resolve("family_secret"));
        Files.writeString(secret.resolve("key"), "secret");
    }

    @Test
    void filesAndDirectoriesAreListedInTheOrderOfTheSteps() throws IOException {
        Files.createSymbolicLink(family.resolve("alias"), Path.of("assets/sub"));
        var sources = BuildSources.resolve(
                family,
                List.of(
                        new BuildStep.File("assets/", "a"),
                        new BuildStep.Shell(List.of("x")),
                        new BuildStep.File("other", "o"),
                        new BuildStep.File("alias", "s")),
                "task main");

        assertThat(sources)
                .extracting(source -> source.step() + " " + family.relativize(source.path()) + " " + source.directory()
                        + " "
                        + source.content().entries().stream()
                                .map(ContentEntry::path)
                                .toList())
                .containsExactly("0 assets true [sub, sub/f]", "2 other false [other]", "3 assets/sub true [f]");
    }

    @ParameterizedTest
    @CsvSource({
        "missing, 'source ''missing'' cannot be copied: no such file or directory'",
        "/etc/passwd, 'source must be a path inside the family directory, not ''/etc/passwd'''",
        "../family_secret/key, 'source ''../family_secret/key'' is outside the family directory'",
        "../family_secret, 'source ''../family_secret'' is outside the family directory'",
        "assets/../../family/other/../../x, 'source ''assets/../../family/other/../../x'' is outside the family directory'",
        "..., 'source ''...'' cannot be copied: no such file or directory'",
    })
    void aSourceOutsideTheFamilyIsRefused(String source, String message) {
        var failure = failure(source);

        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.place()).hasValue("task main, build_steps[0]");
        assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aSymlinkInsideACopiedDirectoryIsKeptWhenItStaysInside() throws IOException {
        Files.createSymbolicLink(family.resolve("assets/near"), Path.of("sub/f"));

        assertThat(BuildSources.resolve(family, List.of(new BuildStep.File("assets", "a")), "main")
                        .getFirst()
                        .content()
                        .entries())
                .contains(new ContentEntry.Link("near", "sub/f"));
    }

    @ParameterizedTest
    @CsvSource({
        "../../family_secret/key, leads outside of what is copied",
        "../../family_secret, leads outside of what is copied",
        "../other, leads outside of what is copied",
        "/etc/passwd, leads outside of what is copied",
        "sub/missing, 'leads nowhere: no such file or directory'",
        "far, 'leads nowhere: too many levels of symbolic links'",
    })
    void aSymlinkInsideACopiedDirectoryThatLeadsElsewhereIsRefused(String target, String reason) throws IOException {
        Files.createSymbolicLink(family.resolve("assets/far"), Path.of(target));

        var failure = failure("assets");
        assertThat(failure.message()).isEqualTo("the symbolic link to '" + target + "' " + reason);
        assertThat(failure.place()).hasValue(family.resolve("assets/far").toString());
    }

    @Test
    void theWholeFamilyIsCopiedWithoutWhatIsNotContent() throws IOException {
        Files.writeString(family.resolve(".env"), "TOKEN=secret");
        Files.createDirectory(family.resolve(".git"));

        assertThat(BuildSources.resolve(family, List.of(new BuildStep.File(".", "all")), "main")
                        .getFirst()
                        .content()
                        .entries())
                .extracting(ContentEntry::path)
                .containsExactly("assets", "assets/sub", "assets/sub/f", "other");

        Files.createSymbolicLink(family.resolve("far"), Path.of("../family_secret/key"));
        assertThat(failure(".").message()).contains("leads outside of what is copied");
    }

    @Test
    void pipesAreRefused() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", family.resolve("assets/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(failure("assets/pipe").message())
                .isEqualTo("source 'assets/pipe' is neither a file nor a directory");
        assertThat(failure("assets").message()).isEqualTo("a socket, a pipe or a device cannot be copied");
    }

    private WorkbenchException failure(String source) {
        var failure = catchThrowableOfType(
                WorkbenchException.class,
                () -> BuildSources.resolve(family, List.of(new BuildStep.File(source, "d")), "task main"));
        assertThat(failure).isNotNull();
        return failure;
    }
}
