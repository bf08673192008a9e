package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.validate.Report;
import dev.workbench.validate.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final Report NOTHING = new Report(Tier.STATIC, List.of(), List.of(), Instant.EPOCH, Duration.ZERO);

    @TempDir
    Path here;

    private final StringBuilder printed = new StringBuilder();

    private ReportFiles files(String... names) {
        var files = new ReportFiles(here, printed::append);
        for (var name : names) {
            files.add(
                    "--sarif",
                    Optional.of(Path.of(name)),
                    report -> "tier " + report.tier().word());
        }
        return files;
    }

    @Test
    void whatCannotBeWrittenIsToldBeforehand() throws IOException {
        Files.writeString(here.resolve("file"), "");
        Files.createDirectory(here.resolve("directory"));

        for (var name : List.of("file/below.sarif", "directory", "/proc/none/x.sarif")) {
            assertThatThrownBy(files(name)::check).isInstanceOfSatisfying(WorkbenchException.class, failure -> {
                assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(failure.place()).hasValue("--sarif " + name);
            });
        }
    }

    @Test
    void lookingBeforehandLeavesNoFileAndKeepsTheOldOne() throws IOException {
        Files.writeString(here.resolve("old"), "as it was");
        files("old", "new").check();

        assertThat(here.resolve("old")).content().isEqualTo("as it was");
        assertThat(here.resolve("new")).doesNotExist();
    }

    @Test
    void aHyphenIsStandardOutput() {
        var files = files("-", "sub/new");
        files.check();
        files.write(NOTHING);

        assertThat(files.useStandardOutput()).isTrue();
        assertThat(printed).hasToString("tier static");
        assertThat(here.resolve("sub/new")).content().isEqualTo("tier static");
        assertThat(here.resolve("-")).doesNotExist();
    }

    @Test
    void twoReportsInOneFileAreBadInput() {
        assertThatThrownBy(files("a", "./a")::check).hasMessageContaining("two reports");
        assertThatThrownBy(files("-", "-")::check).hasMessageContaining("two reports");
    }
}
