package dev.workbench.cli;

import dev.workbench.error.WorkbenchException;
import dev.workbench.home.Home;
import dev.workbench.settings.Settings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command tree, whole, in one place. */
public final class Commands {
    private Commands() {}

    public static CommandLine create(Host host) {
        var images = group("images", "The images that aux VMs start from.")
                .addSubcommand(new VmImagesListCommand(host))
                .addSubcommand(new VmImagesShowCommand(host))
                .addSubcommand(new VmImagesExplainCommand(host))
                .addSubcommand(new VmImagesDiffCommand(host))
                .addSubcommand(new VmImagesBuildCommand(host))
                .addSubcommand(new VmImagesLintCommand(host))
                .addSubcommand(new VmImagesProtectCommand(host))
                .addSubcommand(new VmImagesUnprotectCommand(host))
                .addSubcommand(new VmImagesPruneCommand(host))
                .addSubcommand(new VmImagesExportCommand(host))
                .addSubcommand(new VmImagesImportCommand(host))
                .addSubcommand(new VmImagesPullCommand(host));
        var root = new CommandLine(new RootCommand())
                .addSubcommand(new InitCommand(host))
                .addSubcommand(new BuildCommand(host))
                .addSubcommand(new RunCommand(host))
                .addSubcommand(new AgentCommand(host))
                .addSubcommand(new ScoreCommand(host))
                .addSubcommand(new TestCommand(host))
                .addSubcommand(new SshCommand(host))
                .addSubcommand(new ExecCommand(host))
                .addSubcommand(new CpCommand(host))
                .addSubcommand(new RelayCommand(host))
                .addSubcommand(new ListCommand(host))
                .addSubcommand(new ShowCommand(host))
                .addSubcommand(new LogsCommand(host))
                .addSubcommand(new ExtendCommand(host))
                .addSubcommand(new DestroyCommand(host))
                .addSubcommand(new DemoCommand(host))
                .addSubcommand(new DoctorCommand(host))
                .addSubcommand(group("config", "What you set once for all commands.")
                        .addSubcommand(new ConfigShowCommand(host)))
                .addSubcommand(new CompletionCommand(host))
                .addSubcommand(group("vm", "Virtual machines and their images.")
                        .addSubcommand(new VmListCommand(host))
                        .addSubcommand(images));
        root.getCommandSpec().versionProvider(() -> new String[] {"workbench " + host.version()});
        return root.setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(host.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors(host))
                .setUsageHelpAutoWidth(true)
                .setExpandAtFiles(false);
    }

    /** Parses and runs one command line; what stands after a lone {@code --} is a command for elsewhere, left as it is. */
    public static int execute(Host host, String... args) {
        var root = create(host);
        try {
            var settings = Settings.load(Home.of(host.variables()), host.directory(), host.variables());
            root.setDefaultValueProvider(new ChosenDefaults(settings));
        } catch (WorkbenchException e) {
            root.setExecutionStrategy(parsed -> refuse(host, e, parsed, args));
        }
        var words = List.of(args);
        int cut = words.indexOf("--");
        var command = root.getSubcommands().get(words.isEmpty() ? "" : words.getFirst());
        if (cut < 0 || command == null || !(command.getCommand() instanceof TakesCommand takes)) {
            return root.execute(args);
        }
        takes.command(words.subList(cut + 1, words.size()));
        return root.execute(words.subList(0, cut).toArray(String[]::new));
    }

    /** Help is given whatever the settings are. */
    private static int refuse(Host host, WorkbenchException badSettings, ParseResult parsed, String... args) {
        var help = CommandLine.executeHelpRequest(parsed);
        return help == null ? new UsageErrors(host).report(badSettings, args) : help;
    }

    private static CommandLine group(String name, String description) {
        var spec = CommandSpec.forAnnotatedObject(new GroupCommand()).name(name);
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        return new CommandLine(spec);
    }
}
