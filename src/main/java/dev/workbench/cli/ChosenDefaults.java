package dev.workbench.cli;

import dev.workbench.family.Nearest;
import dev.workbench.settings.Setting;
import dev.workbench.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The defaults of options as the user's settings have them; for other options a {@code WORKBENCH_*} variable each. */
final class ChosenDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "WORKBENCH_";

    private final Settings settings;
    private final Map<String, String> variables;

    /** @param variables the process environment */
    ChosenDefaults(Settings settings, Map<String, String> variables) {
        this.settings = settings;
        this.variables = variables;
    }

    /** Only of options that take a value: a {@code --vm} that is a flag is another option. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.arity().max() > 0
                ? Setting.ofOption(option.longestName())
                        .map(settings::chosen)
                        .orElseGet(() -> variable(option.longestName()))
                        .orElse(null)
                : null;
    }

    /** {@code WORKBENCH_ENV_FILE} for {@code --env-file}; an empty one is no choice. */
    private Optional<String> variable(String option) {
        return Optional.ofNullable(variables.get(name(option))).filter(value -> !value.isEmpty());
    }

    private static String name(String option) {
        return PREFIX + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * A sentence for each variable that no command reads and that looks like one that some command does.
     *
     * @param tree makes all commands, when there is a variable that is no setting's
     */
    static List<String> misspelt(Map<String, String> variables, Supplier<CommandLine> tree) {
        var others = variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> Stream.of(Setting.values()).noneMatch(setting -> name.equals(setting.variable())))
                .sorted()
                .toList();
        if (others.isEmpty()) {
            return List.of();
        }
        var known =
                names(tree.get()).map(name -> name.substring(PREFIX.length())).collect(Collectors.toSet());
        return others.stream()
                .map(name -> name.substring(PREFIX.length()))
                .filter(name -> !known.contains(name))
                .flatMap(name -> Nearest.to(name, known).stream()
                        .map(near -> "nothing reads the variable " + PREFIX + name + "; did you mean " + PREFIX + near
                                + "?"))
                .toList();
    }

    private static Stream<String> names(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().options().stream()
                        .filter(option -> option.arity().max() > 0)
                        .map(option -> name(option.longestName())),
                command.getSubcommands().values().stream().flatMap(ChosenDefaults::names));
    }
}
