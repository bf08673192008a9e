package dev.workbench.cli;

import dev.workbench.home.Home;
import dev.workbench.progress.Progress;
import dev.workbench.run.Workbench;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process that a command line runs in: what tests replace.
 *
 * @param variables the process environment
 * @param launcher the program that starts workbench
 * @param terminal whether standard error is a terminal
 * @param unicode whether it can show more than ASCII
 */
public record Host(
        Map<String, String> variables,
        Path directory,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean unicode,
        String version,
        String launcher,
        PartsMaker maker) {

    /** Makes the adapters for one command. */
    @FunctionalInterface
    public interface PartsMaker {
        Workbench.Parts make(Home home, Path directory, Map<String, String> variables, Progress progress);
    }
}
