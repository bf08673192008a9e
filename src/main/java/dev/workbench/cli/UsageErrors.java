package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Style;
import dev.workbench.error.WorkbenchException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: what is wrong, the nearest word, where to read on; exit code 2. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Host host;

    UsageErrors(Host host) {
        this.host = host;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        var suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.<String>of();
        var hint = suggestions.isEmpty() ? "" : "did you mean '" + suggestions.getFirst() + "'? ";
        return report(
                WorkbenchException.badInput("usage", sentence(e)).hint(hint + "see: " + command + " --help"), args);
    }

    /** Shows a failure that comes before any command has begun. */
    int report(WorkbenchException failure, String... args) {
        var json = String.join(" ", args).matches(".*(-o ?|--output[= ])json\\b.*");
        var style = Style.choose("auto", host.terminal(), host.variables().containsKey("NO_COLOR"));
        new Console(host.out(), host.err(), style, json ? Console.Results.JSON : Console.Results.TEXT, false, false)
                .failure(failure);
        return failure.exit().value();
    }

    private static String sentence(ParameterException e) {
        var text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return text.isEmpty()
                ? "the command line is wrong"
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
