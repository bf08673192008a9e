package dev.workbench.cli;

import dev.workbench.cli.completion.Shell;
import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.Workbench;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion}: the script that teaches a shell to complete command lines. */
@Command(
        name = "completion",
        description = {
            "Print the completion script of a shell.",
            "bash and zsh: eval \"$(workbench completion bash)\"; fish: workbench completion fish | source"
        })
final class CompletionCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish")
    Shell shell = Shell.BASH;

    CompletionCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var script = shell.script(Commands.create(host()));
        console.result(Map.of("shell", shell.toString(), "script", script), script);
        return ExitCode.OK;
    }
}
