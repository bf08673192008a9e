package dev.workbench;

import dev.workbench.error.ExitCode;
import dev.workbench.settings.Setting;
import dev.workbench.validate.Rule;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference page, from the code that it is about. */
final class Reference {
    private final StringBuilder page = new StringBuilder();

    private Reference() {}

    static String text() {
        var reference = new Reference();
        reference.page.append("# Reference\n\nWritten by `ReferenceTest` from the code; see there how to renew it.\n");
        reference.commands();
        reference.exitCodes();
        reference.results();
        reference.events();
        reference.settings();
        reference.rules();
        return reference.page.toString();
    }

    private void commands() {
        page.append("\n## Commands\n");
        command(Main.commandLine());
    }

    private void command(CommandLine command) {
        var spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        if (spec.parent() != null && command.getSubcommands().isEmpty()) {
            page.append("\n### ").append(spec.qualifiedName()).append("\n\n```text\n");
            page.append(command.getUsageMessage(Ansi.OFF).stripTrailing()).append("\n```\n");
        }
        command.getSubcommands().values().forEach(this::command);
    }

    private void exitCodes() {
        page.append("\n## Exit codes\n\n| code | name | meaning |\n| --- | --- | --- |\n");
        for (var code : ExitCode.values()) {
            row(Integer.toString(code.value()), code.name().toLowerCase(Locale.ROOT), code.meaning());
        }
    }

    private void results() {
        page.append(
                        "\n## Results\n\nWhat `-o json` prints. `[].` stands for each element of an array, a time is ISO 8601 in")
                .append(
                        " UTC. An error is `{\"error\": {\"code\", \"message\", \"hint\", \"place\", \"details\"}}`. Fields may be")
                .append(" added; those here stay.\n");
        JsonShapes.all().forEach((command, fields) -> {
            page.append("\n### `").append(command).append("`\n\n| field | what is there |\n| --- | --- |\n");
            fields.forEach(field -> row(code(field.path()), field.type()));
        });
    }

    private void events() {
        page.append(
                        "\n## Events\n\n`vm images build -o json` prints JSON lines: an object for each thing that happens, with")
                .append(" its `event` and its `time`, and as the last one the result or the error. Where several")
                .append(" things go on at once, `within` names the one that it belongs to. What is not known is")
                .append(" `null`. Other commands print their result or error alone, as one JSON value.\n\n")
                .append("| event | what it tells |\n| --- | --- |\n");
        row(code("ahead"), "`phases`: the `phase` and `detail` of each part that the phase under way will have");
        row(code("started"), "`phase`, and what exactly is done as `detail`");
        row(code("finished"), "`phase`, `seconds`, and a few words as `outcome`");
        row(code("failed"), "`phase`, `seconds`, the failed command's `exit_code`, the path of the `log`");
        row(code("output"), "a `line` that something in the phase printed, and its `source` (`packer`, `task`, `vm`)");
        row(code("note") + ", " + code("warning"), "`text` for people");
        row(code("result"), "`result`, which is what `build -o json` prints");
        row(code("error"), "`error`, as every command prints it");
    }

    private void settings() {
        page.append(
                        "\n## Settings\n\nA flag goes before the variable, that before the project's `.workbench.yaml`, that")
                .append(" before `~/.config/workbench/config.yaml`. Unknown keys are errors; editors\ncheck a file by")
                .append(" [config.schema.json](../main/resources/dev/workbench/settings/config.schema.json).\n\n")
                .append("| key | variable | default |\n| --- | --- | --- |\n");
        for (var setting : Setting.values()) {
            row(
                    code(setting.key()),
                    code(setting.variable()),
                    setting.preset().isEmpty() ? "" : code(setting.preset()));
        }
    }

    private void rules() {
        page.append("\n## Rules\n\nWhat `validate` holds families against. `--ignore` takes the id or the name.\n\n")
                .append("| id | name | tier | severity | what is right |\n| --- | --- | --- | --- | --- |\n");
        for (var rule : Rule.values()) {
            row(
                    rule.id(),
                    code(rule.word()),
                    rule.tier().word(),
                    rule.severity().word(),
                    rule.summary());
        }
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private void row(String... cells) {
        page.append(Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
