package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.AgentOptions;
import dev.workbench.run.AgentRun;
import dev.workbench.run.Workbench;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent}: run an agent's command in a running environment. */
@Command(name = "agent", description = "Run an agent's command in a running environment, as the user agent.")
final class AgentCommand extends WorkbenchCommand {
    @Mixin
    EnvironmentArgument environment = new EnvironmentArgument();

    @Option(names = "--agent-command", required = true, paramLabel = "CMD", description = "run by bash -lc")
    String command = "";

    @Option(names = "--agent", paramLabel = "DIR", description = "copied to /home/agent/scaffolding")
    Optional<Path> agent = Optional.empty();

    AgentCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = environment.find(workbench);
        logTo(workbench.home().log(found.id()));
        int code = new AgentRun(workbench).run(found, new AgentOptions(command, agent));
        console.result(
                Map.of("environment", found.id(), "agent_exit_code", code),
                "agent ended with exit code " + code + "\n");
        return code == 0 ? ExitCode.OK : ExitCode.VERDICT;
    }
}
