package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.LocalTerminal;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.Shells;
import dev.workbench.run.Workbench;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exec}: one command in the main container; its exit status becomes ours. */
@Command(
        name = "exec",
        description = "Run a command in the main container; its exit status is this command's.",
        customSynopsis = "workbench exec [ENV] [--user NAME] -- CMD...")
final class ExecCommand extends StatusCommand implements TakesCommand {
    @Mixin
    EnvironmentArgument environment = new EnvironmentArgument();

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "agent", description = "default: agent")
    String user = "agent";

    private List<String> command = List.of();

    ExecCommand(Host host) {
        super(host);
    }

    @Override
    public void command(List<String> words) {
        command = words;
    }

    @Override
    int status(Workbench workbench, Console console) {
        if (command.isEmpty()) {
            throw WorkbenchException.badInput("usage", "there is no command to run")
                    .hint("put it after --, for example: workbench exec -- ls -la");
        }
        var found = environment.find(workbench);
        return LocalTerminal.attach(
                (streams, window) -> new Shells(workbench).inContainer(found, user, command, streams, window));
    }
}
