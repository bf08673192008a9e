package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Follower;
import dev.workbench.environment.Environment;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: what happened in an environment, or its VM's console. */
@Command(
        name = "logs",
        description = "Show an environment's log: every phase, and all that its task, agent and builds printed.")
final class LogsCommand extends WorkbenchCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENV",
            completionCandidates = Words.Environments.class,
            description = "id or part of it (default: the newest)")
    Optional<String> environment = Optional.empty();

    @Option(names = "--console", description = "the aux VM's console instead")
    boolean vmConsole;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what comes, until the environment is gone or you press Ctrl-C")
    boolean follow;

    LogsCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = workbench.environments().find(environment);
        if (follow) {
            if (console.json()) {
                throw WorkbenchException.badInput("usage", "--follow has no end, and a JSON value needs one")
                        .hint("leave --follow or -o json out");
            }
            follow(workbench, found);
            return ExitCode.OK;
        }
        var text = vmConsole ? console(workbench, found) : read(workbench, found.id());
        console.result(Map.of("environment", found.id(), "log", text), text);
        return ExitCode.OK;
    }

    private void follow(Workbench workbench, Environment found) {
        if (vmConsole && found.record().vm().isEmpty()) {
            throw noVm(found);
        }
        var there = (BooleanSupplier) () -> Files.isDirectory(found.files().directory());
        var source = vmConsole
                ? Follower.of(() -> console(workbench, found))
                : Follower.of(workbench.home().log(found.id()));
        source.follow(host().out(), there);
    }

    private static WorkbenchException noVm(Environment found) {
        return WorkbenchException.badInput("no_aux_vm", "environment '" + found.id() + "' has no aux VM");
    }

    private static String console(Workbench workbench, Environment found) {
        var vm = found.record().vm().orElseThrow(() -> noVm(found));
        return workbench.parts().providers().named(vm.provider()).console(vm.name(), 0);
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
