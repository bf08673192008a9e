package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Style;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (default) or json")
    Format format = Format.table;

    @Option(names = "--quiet", description = "no narration on standard error")
    boolean quiet;

    @Option(names = "--verbose", description = "tell every phase, however short")
    boolean verbose;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto (default), always, never")
    Colour colour = Colour.auto;

    @Option(names = "--log-file", paramLabel = "FILE", description = "write this command's log here")
    Optional<Path> logFile = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean help;

    /** The words as they are typed. */
    enum Format {
        table,
        json
    }

    enum Colour {
        auto,
        always,
        never
    }

    Console console(Host host) {
        var noColor = !host.variables().getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(
                host.out(),
                host.err(),
                Style.choose(colour.name(), host.terminal(), noColor),
                format == Format.json,
                quiet,
                verbose);
    }
}
