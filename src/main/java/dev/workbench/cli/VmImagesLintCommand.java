package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.lint.TaskLint;
import dev.workbench.run.LintTask;
import dev.workbench.run.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vm images lint}: what experience says against build steps. */
@Command(
        name = "lint",
        description = "Check the build steps of tasks against experience: what makes bakes hang or fail some day.")
final class VmImagesLintCommand extends WorkbenchCommand {
    @Mixin
    TasksArguments tasks = new TasksArguments();

    @Option(names = "--fix", description = "change the manifest where the fix is mechanical")
    boolean fix;

    VmImagesLintCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var result = new LintTask(workbench).lint(tasks.family, tasks.names, fix, tasks.envFile);
        console.result(result, text(result, console));
        return result.findings().isEmpty() ? ExitCode.OK : ExitCode.VERDICT;
    }

    private static String text(LintTask.Result result, Console console) {
        var text = new StringBuilder();
        for (var advice : result.findings()) {
            text.append(line(advice, console));
        }
        if (result.fixed() > 0) {
            text.append(result.fixed() == 1 ? "1 command was fixed\n" : result.fixed() + " commands were fixed\n");
        }
        return text.isEmpty() ? "nothing to say against the build steps\n" : text.toString();
    }

    private static String line(TaskLint.Advice advice, Console console) {
        return advice.place() + ": " + console.style().yellow(advice.rule()) + " " + advice.message() + "\n  fix: "
                + advice.fix() + (advice.mechanical() ? " (--fix does)" : "") + "\n";
    }
}
