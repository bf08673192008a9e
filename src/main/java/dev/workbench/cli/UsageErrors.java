package dev.workbench.cli;

import dev.workbench.cli.completion.Asked;
import dev.workbench.console.Console;
import dev.workbench.console.Style;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: what is wrong, the nearest word, where to read on; exit code 2. */
final class UsageErrors implements IParameterExceptionHandler {
    private static final Pattern NONE_OF =
            Pattern.compile("expected one of \\[(.*)\\] \\(case-insensitive\\) but was ('.*')");

    private final Host host;

    UsageErrors(Host host) {
        this.host = host;
    }

    /** What is said of it. */
    private record Complaint(String message, Optional<String> hint) {}

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var complaint = complaint(e, command, args);
        var more = "see: " + command.getCommandSpec().qualifiedName() + " --help";
        return report(
                WorkbenchException.badInput("usage", complaint.message())
                        .hint(complaint
                                        .hint()
                                        .map(hint -> hint + (hint.endsWith("?") ? " " : "; "))
                                        .orElse("")
                                + more),
                args);
    }

    private Complaint complaint(ParameterException e, CommandLine command, String... args) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched(), command);
        }
        if (e instanceof MissingParameterException missing
                && missing.getMissing().stream().anyMatch(each -> "TASK".equals(each.paramLabel()))) {
            return new Complaint(sentence(e), tasks(args));
        }
        if (command.getCommand() instanceof GroupCommand) {
            return new Complaint(
                    "'" + command.getCommandSpec().qualifiedName() + "' is a group of commands",
                    Optional.of("one of " + String.join(", ", names(command))));
        }
        return new Complaint(sentence(e), Optional.empty());
    }

    /** A mistyped option makes arguments of its value and of what follows, so that it is told before them. */
    private static Complaint unmatched(List<String> words, CommandLine command) {
        var option = words.stream().filter(word -> word.startsWith("-")).findFirst();
        var word = words.getFirst();
        var takes = command.getCommand() instanceof TakesCommand;
        if (option.isPresent() && (!takes || word.equals(option.get()))) {
            var name = option.get().replaceFirst("=.*", "");
            return new Complaint(
                    "unknown option: '" + name + "'",
                    didYouMean(
                            name,
                            command.getCommandSpec().optionsMap().keySet().stream()
                                    .filter(known -> known.startsWith("--"))
                                    .toList()));
        }
        var names = names(command);
        if (!names.isEmpty()) {
            return new Complaint(
                    "there is no command '" + command.getCommandSpec().qualifiedName() + " " + word + "'",
                    didYouMean(word, names));
        }
        return new Complaint(
                "one argument too many: '" + word + "'",
                takes
                        ? Optional.of("what is to run there stands after a --, as in: -- " + String.join(" ", words))
                        : Optional.empty());
    }

    private static Optional<String> didYouMean(String word, List<String> known) {
        return Nearest.to(word, known).map(near -> "did you mean '" + near + "'?");
    }

    private static List<String> names(CommandLine command) {
        return command.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(CommandLine.Model.CommandSpec::name)
                .distinct()
                .toList();
    }

    private Optional<String> tasks(String... args) {
        var tasks = new Question(Asked.TASKS, List.of(args)).words(host);
        return tasks.isEmpty() ? Optional.empty() : Optional.of("tasks: " + String.join(", ", tasks));
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
        var plain = NONE_OF.matcher(text)
                .replaceAll(match -> match.group(2) + " is none of "
                        + match.group(1).toLowerCase(Locale.ROOT).replace("$", "\\$"));
        return plain.isEmpty()
                ? "the command line is wrong"
                : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
