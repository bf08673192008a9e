package dev.workbench.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An option whose default users can choose. */
public enum Setting {
    VM("qemu", "qemu docker ec2"),
    TTL("4h", "") {
        @Override
        Optional<String> complaint(String value) {
            return DurationText.parse(value).isPresent()
                    ? Optional.empty()
                    : Optional.of("a duration, for example 90s, 30m, 4h or 2d");
        }
    },
    KEEP("never", "never on-failure always"),
    COLOR("auto", "auto always never"),
    OUTPUT("table", "table json"),
    EC2_SUBNET("", ""),
    EC2_SECURITY_GROUP("", ""),
    EC2_INGRESS("", ""),
    EC2_ADDRESS("public", "public private");

    private final String preset;
    private final String words;

    /** @param words the values that it takes, separated by spaces; any, when there are none */
    Setting(String preset, String words) {
        this.preset = preset;
        this.words = words;
    }

    /** Its key in a configuration file; also its option's name, without the dashes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String variable() {
        return "WORKBENCH_" + name();
    }

    /** Its value where nobody chose one. */
    public String preset() {
        return preset;
    }

    List<String> words() {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    /** What a value should have been, when it cannot be used. */
    Optional<String> complaint(String value) {
        return words().isEmpty() || words().contains(value)
                ? Optional.empty()
                : Optional.of("one of " + String.join(", ", words()));
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    /** The setting of an option such as {@code --ttl}. */
    public static Optional<Setting> ofOption(String name) {
        return Arrays.stream(values())
                .filter(setting -> name.equals("--" + setting.key()))
                .findFirst();
    }
}
