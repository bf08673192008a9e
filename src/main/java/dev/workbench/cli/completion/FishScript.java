package dev.workbench.cli.completion;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The fish completion script: one {@code complete} line for each subcommand and option, each bound to its place. */
final class FishScript {
    private final String command;
    private final List<String> paths = new ArrayList<>();
    private final List<String> completions = new ArrayList<>();

    private FishScript(String command) {
        this.command = command;
    }

    static String of(CommandLine root) {
        var script = new FishScript(root.getCommandName());
        script.visit(root, "");
        return script.text();
    }

    private void visit(CommandLine place, String path) {
        var condition = "-n " + quoted("__" + command + "_at " + path);
        var subcommands = new TreeMap<>(place.getSubcommands());
        subcommands
                .values()
                .removeIf(each -> each.getCommandSpec().usageMessage().hidden());
        subcommands.forEach((name, subcommand) -> {
            paths.add((path + " " + name).strip());
            completions.add(complete(condition, "-f -a " + name, summary(subcommand.getCommandSpec())));
        });
        for (var option : place.getCommandSpec().options()) {
            if (!option.hidden()) {
                completions.add(complete(condition, names(option) + values(option), sentence(option.description())));
            }
        }
        for (var argument : place.getCommandSpec().positionalParameters()) {
            Asked.marked(candidates(argument))
                    .ifPresent(asked -> completions.add(
                            "complete -c " + command + " " + condition + " -f -a " + asked.inFish(command)));
        }
        if (place.getCommandSpec().positionalParameters().stream().noneMatch(FishScript::isFile)) {
            completions.add("complete -c " + command + " " + condition + " -f");
        }
        subcommands.forEach((name, subcommand) -> visit(subcommand, (path + " " + name).strip()));
    }

    private String complete(String condition, String what, String description) {
        var line = "complete -c " + command + " " + condition + " " + what;
        return description.isEmpty() ? line : line + " -d " + quoted(description);
    }

    private static String names(OptionSpec option) {
        return String.join(
                " ",
                List.of(option.names()).stream()
                        .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                        .toList());
    }

    private static String values(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        var candidates = candidates(option);
        if (!candidates.isEmpty()) {
            return " -x -a " + quoted(String.join(" ", candidates));
        }
        return isFile(option) ? " -r -F" : " -x";
    }

    private static List<String> candidates(ArgSpec argument) {
        var given = argument.completionCandidates();
        if (given != null) {
            return StreamSupport.stream(given.spliterator(), false).toList();
        }
        var constants = argument.type().getEnumConstants();
        return constants == null
                ? List.of()
                : List.of(constants).stream().map(Object::toString).toList();
    }

    private static boolean isFile(ArgSpec argument) {
        var types = argument.typeInfo().isMultiValue() || argument.typeInfo().isCollection()
                ? argument.auxiliaryTypes()
                : new Class<?>[] {argument.type()};
        return List.of(types).stream().anyMatch(type -> type == Path.class || type == File.class);
    }

    private static String summary(CommandSpec spec) {
        return sentence(spec.usageMessage().description());
    }

    /** The first line, without its full stop, as fish shows descriptions. */
    private static String sentence(String[] description) {
        if (description.length == 0) {
            return "";
        }
        var first = Ansi.OFF
                .string(description[0].replace("%%", "%").replace("%n", "\n"))
                .lines()
                .findFirst()
                .orElse("");
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private String text() {
        return """
                # fish completion for %1$s, generated from its commands
                function __%1$s_at --description 'whether the command line has come to this subcommand'
                    set -l known %2$s
                    set -l place
                    for word in (commandline -opc)[2..-1]
                        string match -q -- '-*' $word; and continue
                        set -l next (string join ' ' $place $word)
                        contains -- $next $known; or break
                        set place $next
                    end
                    test "$place" = "$argv"
                end

                %3$s
                """.formatted(
                        command,
                        String.join(" ", paths.stream().map(FishScript::quoted).toList()),
                        String.join("\n", completions));
    }
}
