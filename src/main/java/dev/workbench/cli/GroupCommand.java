package dev.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A word that only groups other commands. */
@Command
final class GroupCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean help;
}
