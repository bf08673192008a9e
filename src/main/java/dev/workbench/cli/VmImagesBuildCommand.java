package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.run.OnError;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vm images build}: bake what tasks need; the same work as {@code build}. */
@Command(
        name = "build",
        description =
                "Bake the VM images that tasks need, unless they are there. With -o json, what happens is told as JSON"
                        + " lines; the last one is the result, or the error.")
final class VmImagesBuildCommand extends BuildCommand {
    /** As a user writes them. */
    private enum Choice {
        cleanup,
        keep,
        shell
    }

    @Option(
            names = "--on-error",
            paramLabel = "cleanup|keep|shell",
            defaultValue = "cleanup",
            description = "when a step fails: remove the VM; keep it; or open a shell on it and try again afterwards")
    private Choice onError = Choice.cleanup;

    VmImagesBuildCommand(Host host) {
        super(host);
    }

    @Override
    Console.Results jsonResults() {
        return Console.Results.JSON_LINES;
    }

    @Override
    OnError onError() {
        return OnError.valueOf(onError.name().toUpperCase(Locale.ROOT));
    }
}
