package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.LocalTerminal;
import dev.workbench.run.Shells;
import dev.workbench.run.Workbench;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ssh}: a terminal in the main container or on the aux VM; or one command, whose exit status becomes ours. */
@Command(
        name = "ssh",
        description = "Open a terminal in the main container or on the aux VM, or run the command given after --.",
        customSynopsis = "workbench ssh [ENV] [--vm] [--user NAME] [-- CMD...]")
final class SshCommand extends StatusCommand implements TakesCommand {
    @Mixin
    EnvironmentArgument environment = new EnvironmentArgument();

    @Option(names = "--vm", description = "on the aux VM, as its admin user")
    boolean vm;

    @Option(names = "--user", paramLabel = "NAME", description = "another user (default in the main container: agent)")
    Optional<String> user = Optional.empty();

    private List<String> command = List.of();

    SshCommand(Host host) {
        super(host);
    }

    @Override
    public void command(List<String> words) {
        command = words;
    }

    @Override
    int status(Workbench workbench, Console console) {
        var found = environment.find(workbench);
        var shells = new Shells(workbench);
        return LocalTerminal.attach((streams, window) -> vm
                ? shells.onVm(found, user, command, streams, window)
                : shells.inContainer(found, user.orElse("agent"), Shells.shellCommand(command), streams, window));
    }
}
