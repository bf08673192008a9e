package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.Workbench;

/** A command whose exit code is a verdict of ours, not that of a program elsewhere. */
abstract class WorkbenchCommand extends StatusCommand {
    WorkbenchCommand(Host host) {
        super(host);
    }

    /** Does the command's work. */
    abstract ExitCode execute(Workbench workbench, Console console);

    @Override
    final int status(Workbench workbench, Console console) {
        return execute(workbench, console).value();
    }
}
