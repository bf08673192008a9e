package dev.workbench.cli;

import dev.workbench.settings.Setting;
import dev.workbench.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The defaults of options as the user's settings have them; for other options a {@code WORKBENCH_*} variable each. */
final class ChosenDefaults implements IDefaultValueProvider {
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
        var name =
                "WORKBENCH_" + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
