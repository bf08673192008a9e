package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.environment.copy.CopyPath;
import dev.workbench.error.ExitCode;
import dev.workbench.run.CopyTask;
import dev.workbench.run.Workbench;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cp}: files between this machine, a main container and an aux VM. */
@Command(
        name = "cp",
        description = "Copy files and directories. One side is ENV:PATH (main container) or ENV@vm:PATH (aux VM).")
final class CpCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "SRC", description = "what to copy; DIR/. is the content of a directory")
    String from = "";

    @Parameters(index = "1", paramLabel = "DST", description = "where to; into it, when it is a directory")
    String to = "";

    CpCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        new CopyTask(workbench).copy(CopyPath.parse(from), CopyPath.parse(to));
        console.result(Map.of("from", from, "to", to), "");
        return ExitCode.OK;
    }
}
