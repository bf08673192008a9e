package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images explain}: everything that decides a task's VM image, and its key. */
@Command(
        name = "explain",
        description = "Show what decides a task's VM image; the key is the SHA-256 of the listing that is shown.")
final class VmImagesExplainCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "FAMILY", description = "directory of the task family")
    Path family = Path.of("");

    @Parameters(index = "1", paramLabel = "TASK", description = "name of the task")
    String task = "";

    @Option(
            names = "--vm",
            paramLabel = "PROVIDER",
            defaultValue = "qemu",
            description = "where aux VMs run: qemu, docker")
    String provider = "qemu";

    @Option(names = "--env-file", paramLabel = "FILE", description = "KEY=value lines for required variables")
    Optional<Path> envFile = Optional.empty();

    VmImagesExplainCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var explained = new VmImageTasks(workbench).explain(family, task, provider, envFile);
        var state = !explained.baked()
                ? "no build steps: the VM starts from the base image"
                : explained.image().isPresent() ? "in the cache" : "not in the cache";
        console.result(
                explained, explained.listing() + "\n" + console.style().bold(explained.key()) + "\n" + state + "\n");
        return ExitCode.OK;
    }
}
