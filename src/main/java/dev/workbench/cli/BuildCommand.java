package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.LocalTerminal;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.remote.Guest;
import dev.workbench.run.BuildTask;
import dev.workbench.run.OnError;
import dev.workbench.run.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code build}: make the images that tasks need. */
@Command(name = "build", description = "Build the main image, and the VM images that tasks need.")
class BuildCommand extends WorkbenchCommand {
    @Mixin
    TasksArguments tasks = new TasksArguments();

    @Mixin
    VmOptions vm = new VmOptions();

    BuildCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var options = new BuildTask.Options(
                tasks.family, tasks.names, vm.provider, tasks.envFile, vm.spending(), onError(), this::shell);
        var built = new BuildTask(workbench, this::logTo).build(options);
        var table = new Table("TASK", "MAIN IMAGE", "CACHE", "VM IMAGE", "CACHE");
        for (var each : built) {
            table.row(
                    each.task(),
                    each.image(),
                    each.imageCache(),
                    each.vm()
                            .map(vm -> vm.imageKey().isEmpty() ? "base" : Keys.brief(vm.imageKey()))
                            .orElse("-"),
                    each.vm().map(BuildTask.VmBuilt::imageCache).orElse("-"));
        }
        console.result(built, table.render(console.style()));
        return ExitCode.OK;
    }

    OnError onError() {
        return OnError.CLEANUP;
    }

    private int shell(Guest vm) {
        return onTerminal(() -> LocalTerminal.attach((streams, window) -> vm.exec("bash -l", streams, window)));
    }
}
