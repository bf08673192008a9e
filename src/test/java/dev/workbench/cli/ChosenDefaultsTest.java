package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Option;

class ChosenDefaultsTest {
    private static final class Options {
        @Option(names = "--env-file")
        String envFile = "";

        @Option(names = "--allow-host")
        List<String> hosts = List.of();

        @Option(names = "--all")
        boolean all;
    }

    private static Options parse(Map<String, String> variables, String... words) {
        var options = new Options();
        new CommandLine(options)
                .setDefaultValueProvider(new ChosenDefaults(Settings.presets(), variables))
                .parseArgs(words);
        return options;
    }

    @Test
    void anOptionIsTakenFromItsVariable() {
        var options = parse(Map.of("WORKBENCH_ENV_FILE", "a.env", "WORKBENCH_ALLOW_HOST", "example.org"));

        assertThat(options.envFile).isEqualTo("a.env");
        assertThat(options.hosts).containsExactly("example.org");
    }

    @Test
    void theCommandLineGoesBeforeIt() {
        assertThat(parse(Map.of("WORKBENCH_ENV_FILE", "a.env"), "--env-file", "b.env").envFile)
                .isEqualTo("b.env");
    }

    @Test
    void aFlagIsOnlyEverTyped() {
        assertThat(parse(Map.of("WORKBENCH_ALL", "true")).all).isFalse();
    }
}
