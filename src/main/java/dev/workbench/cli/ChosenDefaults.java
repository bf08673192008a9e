package dev.workbench.cli;

import dev.workbench.settings.Setting;
import dev.workbench.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The defaults of options as the user's settings have them. */
final class ChosenDefaults implements IDefaultValueProvider {
    private final Settings settings;

    ChosenDefaults(Settings settings) {
        this.settings = settings;
    }

    /** Only of options that take a value: a {@code --vm} that is a flag is another option. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.arity().max() > 0
                ? Setting.ofOption(option.longestName())
                        .flatMap(settings::chosen)
                        .orElse(null)
                : null;
    }
}
