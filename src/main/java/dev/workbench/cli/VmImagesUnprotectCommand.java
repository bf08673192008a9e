package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vm images unprotect}. */
@Command(name = "unprotect", description = "Let a VM image be pruned again.")
final class VmImagesUnprotectCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "key or the beginning of one")
    String key = "";

    @Mixin
    private PlaceOptions places = new PlaceOptions();

    VmImagesUnprotectCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var image = new VmImageTasks(workbench).protect(key, false, places.where());
        console.result(Map.of("key", image, "protected", false), "no longer protected: " + image + "\n");
        return ExitCode.OK;
    }
}
