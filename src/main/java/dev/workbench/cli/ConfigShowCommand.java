package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.run.Workbench;
import dev.workbench.settings.Settings;
import picocli.CommandLine.Command;

/** {@code config show}: the settings' values, and where each came from. */
@Command(name = "show", description = "Show the defaults of options, and where each of them was set.")
final class ConfigShowCommand extends WorkbenchCommand {
    ConfigShowCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var rows = Settings.load(workbench.home(), workbench.directory(), workbench.variables()).all().stream()
                .map(chosen -> new Row(chosen.setting().key(), chosen.value(), chosen.from()))
                .toList();
        var table = new Table("NAME", "VALUE", "FROM");
        rows.forEach(row -> table.row(row.name(), row.value(), row.from()));
        console.result(rows, table.render(console.style()));
        return ExitCode.OK;
    }

    private record Row(String name, String value, String from) {}
}
