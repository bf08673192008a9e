package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmList;
import dev.workbench.run.Workbench;
import picocli.CommandLine.Command;

/** {@code vm list}: the aux VMs there are. */
@Command(name = "list", description = "List aux VMs, of all providers.")
final class VmListCommand extends WorkbenchCommand {
    VmListCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var rows = new VmList(workbench).rows();
        var table = new Table("NAME", "PROVIDER", "STATE", "ADDRESS");
        rows.forEach(row -> table.row(row.name(), row.provider(), row.state(), row.address()));
        console.result(rows, rows.isEmpty() ? "no aux VMs\n" : table.render(console.style()));
        return ExitCode.OK;
    }
}
