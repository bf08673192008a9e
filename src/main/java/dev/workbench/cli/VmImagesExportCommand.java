package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.ImageFileTask;
import dev.workbench.run.Workbench;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images export}: an image as one file. */
@Command(name = "export", description = "Write a VM image, with its base image and its checksums, into one file.")
final class VmImagesExportCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "key or the beginning of one")
    String key = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "the file to write")
    Path file = Path.of("");

    @Option(names = "--force", description = "replace the file if it exists")
    boolean force;

    VmImagesExportCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var exported = new ImageFileTask(workbench).export(key, file, force);
        console.result(
                exported, exported.key() + " is in " + exported.file() + ", " + Bytes.text(exported.bytes()) + "\n");
        return ExitCode.OK;
    }
}
