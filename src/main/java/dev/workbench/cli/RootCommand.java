package dev.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workbench} itself: says what there is. */
@Command(
        name = "workbench",
        header = "Build, start, try and score tasks for AI agents.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start here:",
            "  workbench demo                      a sample task with a virtual machine, from nothing to its score",
            "  workbench run FAMILY TASK           start a task and leave it running",
            "  workbench COMMAND --help            what a command takes"
        })
final class RootCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    boolean version;
}
