package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Style;
import dev.workbench.error.ExitCode;
import dev.workbench.run.Workbench;
import dev.workbench.scaffold.NewFamily;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init}: a new family that builds, runs and scores. */
@Command(
        name = "init",
        description = "Make a new task family in the current directory that builds, runs and scores, to start from.")
final class InitCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "name of the family, in snake_case")
    String name = "";

    @Option(names = "--manifest-only", description = "a family without Python: everything stands in manifest.yaml")
    boolean manifestOnly;

    InitCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var kind = manifestOnly ? NewFamily.Kind.MANIFEST_ONLY : NewFamily.Kind.PYTHON;
        var made = NewFamily.create(workbench.directory(), name, kind);
        console.result(made, text(made, workbench.directory(), console.style()));
        return ExitCode.OK;
    }

    private static String text(NewFamily made, Path here, Style style) {
        var text = new StringBuilder(style.bold("made task family " + made.name())).append('\n');
        made.files()
                .forEach(file -> text.append("  ").append(here.relativize(file)).append('\n'));
        var agent = here.relativize(made.agent());
        return text.append('\n')
                .append("Try it, then change it bit by bit:\n")
                .append(next("run", made, " --submission " + made.submission()))
                .append(next("run", made, " --agent " + agent + " --agent-command ./run.sh"))
                .append(next("test", made, ""))
                .append("  workbench validate ")
                .append(made.name())
                .append(" --tier oracle\n")
                .toString();
    }

    private static String next(String verb, NewFamily made, String options) {
        return "  workbench " + verb + " " + made.name() + " " + made.task() + options + "\n";
    }
}
