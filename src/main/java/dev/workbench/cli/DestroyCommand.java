package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.environment.Environment;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.DestroyTask;
import dev.workbench.run.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code destroy}: remove environments with everything they own. */
@Command(name = "destroy", description = "Remove environments with everything they own.")
final class DestroyCommand extends WorkbenchCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "ENV",
            completionCandidates = Words.Environments.class,
            description = "ids or parts of them (default: the newest)")
    List<String> environments = List.of();

    @Option(names = "--all", description = "all environments of this user")
    boolean all;

    DestroyCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var chosen = chosen(workbench);
        var destroyed = new DestroyTask(workbench).destroyAll(chosen);
        console.result(
                Map.of("destroyed", destroyed),
                destroyed.isEmpty() ? "nothing to destroy\n" : "destroyed " + String.join(", ", destroyed) + "\n");
        return ExitCode.OK;
    }

    private List<Environment> chosen(Workbench workbench) {
        if (all) {
            if (!environments.isEmpty()) {
                throw WorkbenchException.badInput("usage", "give environments or --all, not both");
            }
            return workbench.environments().all();
        }
        if (environments.isEmpty()) {
            return List.of(workbench.environments().find(Optional.empty()));
        }
        var found = new ArrayList<Environment>();
        for (var word : environments) {
            found.add(workbench.environments().find(Optional.of(word)));
        }
        return found.stream().distinct().toList();
    }
}
