package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: what happened in an environment, or its VM's console. */
@Command(
        name = "logs",
        description = "Show an environment's log: every phase, and all that its task, agent and builds printed.")
final class LogsCommand extends WorkbenchCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "id or part of it (default: the newest)")
    Optional<String> environment = Optional.empty();

    @Option(names = "--console", description = "the aux VM's console instead")
    boolean vmConsole;

    LogsCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = workbench.environments().find(environment);
        var text = vmConsole
                ? found.record()
                        .vm()
                        .map(vm -> workbench
                                .parts()
                                .providers()
                                .named(vm.provider())
                                .console(vm.name(), 0))
                        .orElseThrow(() -> WorkbenchException.badInput(
                                "no_aux_vm", "environment '" + found.id() + "' has no aux VM"))
                : read(workbench, found.id());
        console.result(Map.of("environment", found.id(), "log", text), text);
        return ExitCode.OK;
    }

    private static String read(Workbench workbench, String id) {
        var file = workbench.home().log(id);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw WorkbenchException.notReady("no_log", "the log cannot be read: " + e.getMessage())
                    .at(file.toString());
        }
    }
}
