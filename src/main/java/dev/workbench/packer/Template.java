package dev.workbench.packer;

import dev.workbench.family.BuildStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The Packer template of a bake: {@code vm.pkr.hcl}, the same for every bake, and {@code build.pkr.hcl}, which lists the
 * steps.
 *
 * <p>HCL evaluates {@code ${…}} and <code>%{…}</code> on the machine that Packer runs on. So a template holds nothing
 * but names that we chose: commands, destinations and contents are in the files that those names stand for.
 */
final class Template {
    static final String VM_FILE = "vm.pkr.hcl";
    static final String BUILD_FILE = "build.pkr.hcl";

    private Template() {}

    /** How Packer reaches the VM. */
    static String vm() {
        try (var resource = Template.class.getResourceAsStream(VM_FILE)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + VM_FILE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Packer does there, one step after the other. */
    static String build(List<BuildStep> steps) {
        return build(steps, 0, _ -> "");
    }

    /** As above, from the step after the first {@code done} on, and with a pause between two steps. */
    static String buildWithPauses(List<BuildStep> steps, int done) {
        return build(steps, done, files -> files.number() < steps.size() ? pause(files) : "");
    }

    private static String build(List<BuildStep> steps, int done, Function<StepFiles, String> after) {
        var text = new StringBuilder("build {\n  sources = [\"source.null.vm\"]\n");
        for (var index = done; index < steps.size(); index++) {
            var files = new StepFiles(index + 1);
            text.append('\n').append(provisioners(steps.get(index), files)).append(after.apply(files));
        }
        return text.append("}\n").toString();
    }

    private static String pause(StepFiles files) {
        return """
                provisioner "shell-local" {
                  script          = "%s"
                  execute_command = ["/bin/sh", "-e", "{{.Script}}"]
                }
                """.formatted(files.pause()).indent(2);
    }

    private static String provisioners(BuildStep step, StepFiles files) {
        return switch (step) {
            case BuildStep.File file -> "  # step " + files.number() + ": file\n" + upload(files) + shell(files);
            case BuildStep.Shell shell -> "  # step " + files.number() + ": shell\n" + shell(files);
        };
    }

    private static String upload(StepFiles files) {
        return """
                provisioner "file" {
                  source      = "%s"
                  destination = "%s"
                }
                """.formatted(files.data(), files.remoteData()).indent(2);
    }

    /** {@code binary} keeps Packer from rewriting line ends. */
    private static String shell(StepFiles files) {
        return """
                provisioner "shell" {
                  script = "%s"
                  binary = true
                }
                """.formatted(files.script()).indent(2);
    }
}
