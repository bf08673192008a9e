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
            "Examples:",
            "  workbench demo                      a task with a virtual machine, scored",
            "  workbench init web_attack           a new family, with tests and an agent",
            "  workbench run web_attack main       start a task and leave it running",
            "  workbench ssh                       look inside",
            "  workbench score --submission 42     try an answer",
            "  workbench validate . --tier oracle  what CI does with all families",
            "",
            "'workbench COMMAND --help' says what a command takes; 'workbench doctor' what",
            "this machine lacks."
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
