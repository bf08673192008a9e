package dev.workbench.packer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.BuildSources;
import dev.workbench.family.BuildStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
    private static final Path SHIPPED = Path.of("packer-templates");

    @Test
    void theShippedFilesAreWhatABakeGenerates(@TempDir Path family) throws Exception {
        Files.createDirectory(family.resolve("assets"));
        var steps = List.of(new BuildStep.File("assets", "assets"), new BuildStep.Shell(List.of("echo hello")));
        var sources = BuildSources.resolve(family.toRealPath(), List.copyOf(steps), "test");
        var texts = new BakeFiles(List.copyOf(steps), sources).texts();
        assertThat(texts).containsOnlyKeys("vm.pkr.hcl", "build.pkr.hcl", "steps/001.sh", "steps/002.sh");
        texts.forEach((path, text) -> assertThat(SHIPPED.resolve(path)).hasContent(text));
    }

    @Test
    void aDirectoryForUseByHandHasAllOfThem(@TempDir Path family) throws Exception {
        Files.writeString(family.resolve("a.txt"), "a");
        var steps = List.<BuildStep>of(new BuildStep.File("a.txt", "b"));
        var sources = BuildSources.resolve(family.toRealPath(), steps, "test");
        new BakeFiles(steps, sources).writeTo(family.resolve("hand"));
        assertThat(family.resolve("hand/steps/001.data")).isNotEmptyFile();
        assertThat(family.resolve("hand/build.pkr.hcl")).hasContent(Template.build(steps));
    }

    @Test
    void noTextOfAnAuthorStandsInATemplate() {
        var evil = "${file(\"/etc/passwd\")}";
        var harmless = List.<BuildStep>of(new BuildStep.File("a", "b"), new BuildStep.Shell(List.of("c")));
        var harmful =
                List.<BuildStep>of(new BuildStep.File(evil, evil), new BuildStep.Shell(List.of(evil, "%{ if true }")));
        assertThat(Template.build(harmful)).isEqualTo(Template.build(harmless));
    }
}
