package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Narrator;
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

    /** @param json what standard output is with {@code -o json} */
    Console console(Host host, Console.Results json) {
        var noColor = !host.variables().getOrDefault("NO_COLOR", "").isEmpty() || isDumb(host);
        return new Console(
                host.out(),
                host.err(),
                Style.choose(colour.name(), host.terminal(), noColor),
                format == Format.json ? json : Console.Results.TEXT,
                quiet,
                verbose);
    }

    /** The terminal that can be drawn on; a CI job's is a log that somebody reads later. */
    Optional<Narrator.Screen> screen(Host host) {
        var ci = host.variables().getOrDefault("CI", "");
        return host.terminal() && !isDumb(host) && (ci.isEmpty() || ci.equals("false"))
                ? Optional.of(Narrator.Screen.of(host.variables(), host.unicode()))
                : Optional.empty();
    }

    private static boolean isDumb(Host host) {
        var type = host.variables().getOrDefault("TERM", "");
        return type.isEmpty() || type.equals("dumb");
    }
}
