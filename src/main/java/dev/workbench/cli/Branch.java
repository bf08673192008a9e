package dev.workbench.cli;

import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command with the commands below it. Reading the options of every command takes longer than many commands run, so a
 * command is made in full only where the command line names it; elsewhere its name and its description stand for it.
 *
 * @param line the command itself
 * @param named whether the command line has this word
 */
record Branch(CommandLine line, Host host, Predicate<String> named) {
    <C> Branch add(Class<C> type, Function<Host, C> maker) {
        var words = type.getAnnotation(Command.class);
        line.addSubcommand(named.test(words.name()) ? new CommandLine(maker.apply(host)) : outline(words));
        return this;
    }

    Branch add(Branch branch) {
        line.addSubcommand(branch.line);
        return this;
    }

    private static CommandLine outline(Command words) {
        var spec = CommandSpec.create().name(words.name());
        spec.usageMessage().description(words.description()).hidden(words.hidden());
        return new CommandLine(spec);
    }
}
