package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.ExtendTask;
import dev.workbench.run.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code extend}: let an environment live longer. */
@Command(name = "extend", description = "Let an environment live for DURATION from now.")
final class ExtendCommand extends WorkbenchCommand {
    @Parameters(
            arity = "1..2",
            paramLabel = "[ENV] DURATION",
            hideParamSyntax = true,
            description = "id or part of it (default: the newest), and for example 30m, 4h, 2d")
    List<String> words = List.of();

    @Spec
    CommandSpec spec = CommandSpec.create();

    ExtendCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var id = words.size() == 2 ? Optional.of(words.getFirst()) : Optional.<String>empty();
        var found = workbench.environments().find(id);
        var expires = new ExtendTask(workbench).extend(found, duration());
        console.result(
                Map.of("environment", found.id(), "expires", expires),
                "environment " + found.id() + " lives until " + expires + "\n");
        return ExitCode.OK;
    }

    private Duration duration() {
        try {
            return new DurationConverter().convert(words.getLast());
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
