package dev.workbench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The list of commands in the help, by what people are about to do. */
enum CommandGroups {
    WRITE("Write tasks", "init validate build test"),
    TRY("Try and score them", "demo run agent score"),
    ENVIRONMENTS("Look into environments", "list show logs ssh exec cp"),
    CLEAN("Keep or remove them", "extend destroy"),
    MACHINES("Virtual machines", "vm"),
    SETUP("This machine", "doctor config completion");

    private static final int COLUMN = 14;

    private final String title;
    private final String names;

    CommandGroups(String title, String names) {
        this.title = title;
        this.names = names;
    }

    /** Renders the list; a command that is in no group comes last. */
    static String render(Help help) {
        var text = new StringBuilder();
        var left = new ArrayList<>(help.subcommands().keySet());
        for (var group : values()) {
            var shown =
                    Arrays.stream(group.names.split(" ")).filter(left::remove).toList();
            append(text, help, group.title, shown);
        }
        append(text, help, "Other", left);
        return text.toString();
    }

    private static void append(StringBuilder text, Help help, String title, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        text.append('\n')
                .append(help.colorScheme().text("@|bold " + title + "|@"))
                .append('\n');
        var table = Help.TextTable.forColumns(
                help.colorScheme(),
                new Help.Column(COLUMN, 2, Help.Column.Overflow.SPAN),
                new Help.Column(help.commandSpec().usageMessage().width() - COLUMN, 1, Help.Column.Overflow.WRAP));
        for (var name : names) {
            var description = Objects.requireNonNull(help.subcommands().get(name))
                    .commandSpec()
                    .usageMessage()
                    .description();
            table.addRowValues(
                    help.colorScheme().commandText(name),
                    help.colorScheme().text(description.length == 0 ? "" : description[0]));
        }
        text.append(table);
    }

    static void install(CommandLine root) {
        root.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        root.getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
    }
}
