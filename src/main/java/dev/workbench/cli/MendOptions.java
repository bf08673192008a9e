package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.WorkbenchException;
import dev.workbench.host.Step;
import dev.workbench.run.DoctorTask;
import dev.workbench.run.Workbench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whether the machine may be changed: asked of the user, who sees the steps first. */
final class MendOptions {
    @Option(names = "--yes", description = "do not ask before installing or starting anything")
    boolean yes;

    /** Makes the machine ready, unless it is. */
    void mend(Workbench workbench, Host host, Console console) {
        new DoctorTask(workbench).mend(steps -> consents(steps, host, console));
    }

    private boolean consents(List<Step> steps, Host host, Console console) {
        if (!yes && !host.terminal()) {
            throw WorkbenchException.notReady(
                            "not_asked", "the machine is not ready, and there is no terminal to ask at")
                    .details(listed(steps))
                    .hint("add --yes to let workbench do this");
        }
        if (!console.quiet() || !yes) {
            console.err().println("To make this machine ready, workbench is going to");
            console.err().println(listed(steps).stripTrailing());
        }
        return yes || answer(host, console);
    }

    private static boolean answer(Host host, Console console) {
        console.err().print("Go on? [Y/n] ");
        console.err().flush();
        try {
            var line = new BufferedReader(new InputStreamReader(host.in(), StandardCharsets.UTF_8)).readLine();
            return line != null && Set.of("", "y", "yes").contains(line.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String listed(List<Step> steps) {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append("  ").append(step.title()).append('\n');
            step.commands()
                    .forEach(command -> text.append("      ").append(command).append('\n'));
        }
        return text.toString();
    }
}
