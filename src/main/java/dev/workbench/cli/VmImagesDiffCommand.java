package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.image.Change;
import dev.workbench.run.ImageWord;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images diff}: what differs between two images, in words. */
@Command(
        name = "diff",
        description = {
            "Say in words what differs between two VM images.",
            "Each is a key, the beginning of one, or FAMILY/TASK: what that task needs now."
        })
final class VmImagesDiffCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "A", description = "key or FAMILY/TASK")
    String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "key or FAMILY/TASK")
    String after = "";

    @Option(
            names = "--vm",
            paramLabel = "PROVIDER",
            completionCandidates = Words.Providers.class,
            defaultValue = "qemu",
            description = "where the VMs of tasks run: qemu, docker")
    String provider = "qemu";

    @Option(names = "--env-file", paramLabel = "FILE", description = "KEY=value lines for required variables")
    Optional<Path> envFile = Optional.empty();

    VmImagesDiffCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var difference =
                new VmImageTasks(workbench).diff(ImageWord.parse(before), ImageWord.parse(after), provider, envFile);
        console.result(
                difference,
                difference.changes().isEmpty()
                        ? "the same: " + difference.after() + "\n"
                        : difference.changes().stream().map(Change::text).collect(Collectors.joining("\n", "", "\n")));
        return ExitCode.OK;
    }
}
