package dev.workbench.packer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.BuildStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Path SHIPPED = Path.of("packer-templates");

    @Test
    void theShippedExampleIsWhatIsGenerated() throws Exception {
        var steps =
                List.<BuildStep>of(new BuildStep.File("assets", "assets"), new BuildStep.Shell(List.of("echo hello")));
        assertThat(SHIPPED.resolve(Template.BUILD_FILE)).hasContent(Template.build(steps));
    }

    @Test
    void theShippedFileIsTheOneInTheProgram() {
        assertThat(SHIPPED.resolve(Template.VM_FILE)).hasContent(Template.vm());
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
