package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.ImageFileTask;
import dev.workbench.run.Workbench;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images import}: an image from a file that {@code export} wrote. */
@Command(name = "import", description = "Take in a VM image from a file that export wrote; it is checked first.")
final class VmImagesImportCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "the file")
    Path file = Path.of("");

    @Option(names = "--adopt-base", description = "start VMs from the file's base image from now on")
    boolean adoptBase;

    VmImagesImportCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var imported = new ImageFileTask(workbench).importFrom(file, adoptBase);
        var what = imported.key() + " of " + imported.family() + "/" + imported.task() + " for " + imported.provider();
        console.result(imported, (imported.cache().equals("hit") ? "there already: " : "imported ") + what + "\n");
        return ExitCode.OK;
    }
}
