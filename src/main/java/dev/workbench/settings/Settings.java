package dev.workbench.settings;

import dev.workbench.error.WorkbenchException;
import dev.workbench.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of all settings: a {@code WORKBENCH_*} variable, else the project's {@code .workbench.yaml}, else the user's
 * {@code config.yaml}, else the preset. Flags, which go before all of them, are not here.
 */
public final class Settings {
    static final String PROJECT_FILE = ".workbench.yaml";

    private final Map<Setting, Chosen> chosen;

    private Settings(Map<Setting, Chosen> chosen) {
        this.chosen = new EnumMap<>(Setting.class);
        this.chosen.putAll(chosen);
    }

    /**
     * A setting's value.
     *
     * @param from {@code default}, a variable's name, or {@code file:line:column}
     */
    public record Chosen(Setting setting, String value, String from) {}

    /** Where nobody chose anything. */
    public static Settings presets() {
        return new Settings(Map.of());
    }

    /**
     * Reads the user's file, the nearest project file in the directory or above it, and the variables.
     *
     * @throws WorkbenchException (exit code 2) with the place of an unknown key or a value that cannot be used
     */
    public static Settings load(Home home, Path directory, Map<String, String> variables) {
        var chosen = new EnumMap<Setting, Chosen>(Setting.class);
        var user = Optional.of(home.userConfig()).filter(Files::exists);
        Stream.of(user, nearest(directory, PROJECT_FILE))
                .flatMap(Optional::stream)
                .forEach(file -> chosen.putAll(SettingsFile.read(file)));
        chosen.putAll(fromVariables(variables));
        return new Settings(chosen);
    }

    /** The file of that name in a directory or the nearest one above it that has one. */
    public static Optional<Path> nearest(Path directory, String name) {
        return Stream.iterate(Optional.of(directory), Optional::isPresent, each -> each.map(Path::getParent))
                .map(each -> each.orElseThrow().resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    private static Map<Setting, Chosen> fromVariables(Map<String, String> variables) {
        var chosen = new EnumMap<Setting, Chosen>(Setting.class);
        for (var setting : Setting.values()) {
            var value = variables.getOrDefault(setting.variable(), "");
            if (!value.isEmpty()) {
                setting.complaint(value).ifPresent(expected -> {
                    throw WorkbenchException.badInput(
                                    "bad_setting",
                                    setting.variable() + " must be " + expected + ", not '" + value + "'")
                            .at(setting.variable())
                            .hint("correct the environment variable, or unset it");
                });
                chosen.put(setting, new Chosen(setting, value, setting.variable()));
            }
        }
        return chosen;
    }

    /** What somebody chose; empty where the preset holds. */
    public Optional<String> chosen(Setting setting) {
        return Optional.ofNullable(chosen.get(setting)).map(Chosen::value);
    }

    /** All settings with their values. */
    public List<Chosen> all() {
        return Arrays.stream(Setting.values())
                .map(setting -> chosen.getOrDefault(setting, new Chosen(setting, setting.preset(), "default")))
                .toList();
    }
}
