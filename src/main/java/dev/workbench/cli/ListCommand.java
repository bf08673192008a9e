package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.run.EnvironmentList;
import dev.workbench.run.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code list}: the environments there are. */
@Command(name = "list", description = "List environments.")
final class ListCommand extends WorkbenchCommand {
    ListCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var rows = new EnvironmentList(workbench).rows();
        console.result(
                rows,
                rows.isEmpty() ? "no environments; start one with: workbench run FAMILY TASK\n" : table(rows, console));
        return ExitCode.OK;
    }

    private static String dollars(double perHour) {
        return String.format(Locale.ROOT, " $%.4f/h", perHour);
    }

    private static String table(List<EnvironmentList.Row> rows, Console console) {
        var table = new Table("ID", "TASK", "STATUS", "SCORE", "VM", "AGE", "EXPIRES IN", "");
        var now = Instant.now();
        for (var row : rows) {
            table.row(
                    row.id(),
                    row.family() + "/" + row.task(),
                    row.status(),
                    row.score().isPresent() ? Double.toString(row.score().getAsDouble()) : "-",
                    row.vm().orElse("-")
                            + row.costPerHour().map(ListCommand::dollars).orElse(""),
                    Ages.text(Duration.between(row.created(), now)),
                    row.expires()
                            .map(end -> Ages.text(Duration.between(now, end)))
                            .orElse("-"),
                    row.note());
        }
        return table.render(console.style());
    }
}
