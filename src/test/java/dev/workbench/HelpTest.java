package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code workbench --help} is worth. */
class HelpTest {
    @Test
    void everyCommandIsInAGroup() {
        var help = Main.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .contains("Write tasks\n", "Try and score them\n", "Examples:")
                .doesNotContain("Other\n");
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            var hidden = command.getCommandSpec().usageMessage().hidden();
            assertThat(help.lines().filter(line -> line.startsWith("  " + name + " ")))
                    .as(name)
                    .hasSize(hidden ? 0 : 1);
        });
    }

    @Test
    void noLineIsWiderThanATerminal() {
        assertThat(commands(Main.commandLine()))
                .allSatisfy(command -> assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                                .lines())
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80)));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }
}
