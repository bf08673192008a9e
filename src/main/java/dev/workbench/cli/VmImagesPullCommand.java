package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images pull}: make a base image ready before it is needed. */
@Command(name = "pull", description = "Make a base image ready to start VMs from, so that no run waits for it.")
final class VmImagesPullCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "BASE", description = "debian-12, ubuntu-20.04-cuda")
    String base = "";

    @Option(
            names = "--vm",
            paramLabel = "PROVIDER",
            completionCandidates = Words.Providers.class,
            defaultValue = "qemu",
            description = "where the VMs run: qemu, docker")
    String provider = "qemu";

    VmImagesPullCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var ready = new VmImageTasks(workbench).pull(base, provider);
        console.result(ready, ready.base() + " is ready on " + ready.provider() + ": " + ready.identity() + "\n");
        return ExitCode.OK;
    }
}
