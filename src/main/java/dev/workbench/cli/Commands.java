package dev.workbench.cli;

import dev.workbench.error.WorkbenchException;
import dev.workbench.home.Home;
import dev.workbench.settings.Settings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command tree, whole, in one place. */
public final class Commands {
    private Commands() {}

    /** The whole tree, for whatever describes all of it. */
    public static CommandLine create(Host host) {
        return create(host, name -> true);
    }

    /** A tree where the commands that are not {@code named} are outlines: enough for help and for suggestions. */
    private static CommandLine create(Host host, Predicate<String> named) {
        var images = new Branch(group("images", "The images that aux VMs start from."), host, named)
                .add(VmImagesListCommand.class, VmImagesListCommand::new)
                .add(VmImagesShowCommand.class, VmImagesShowCommand::new)
                .add(VmImagesExplainCommand.class, VmImagesExplainCommand::new)
                .add(VmImagesDiffCommand.class, VmImagesDiffCommand::new)
                .add(VmImagesBuildCommand.class, VmImagesBuildCommand::new)
                .add(VmImagesLintCommand.class, VmImagesLintCommand::new)
                .add(VmImagesProtectCommand.class, VmImagesProtectCommand::new)
                .add(VmImagesUnprotectCommand.class, VmImagesUnprotectCommand::new)
                .add(VmImagesPruneCommand.class, VmImagesPruneCommand::new)
                .add(VmImagesExportCommand.class, VmImagesExportCommand::new)
                .add(VmImagesImportCommand.class, VmImagesImportCommand::new)
                .add(VmImagesPullCommand.class, VmImagesPullCommand::new)
                .add(VmImagesOutdatedCommand.class, VmImagesOutdatedCommand::new);
        var prices = new Branch(group("prices", "What machines in a cloud cost."), host, named)
                .add(VmPricesRefreshCommand.class, VmPricesRefreshCommand::new);
        var vm = new Branch(group("vm", "Virtual machines and their images."), host, named)
                .add(VmListCommand.class, VmListCommand::new)
                .add(VmReapCommand.class, VmReapCommand::new)
                .add(images)
                .add(prices);
        var config = new Branch(group("config", "What you set once for all commands."), host, named)
                .add(ConfigShowCommand.class, ConfigShowCommand::new);
        var root = new Branch(new CommandLine(new RootCommand()), host, named)
                .add(InitCommand.class, InitCommand::new)
                .add(BuildCommand.class, BuildCommand::new)
                .add(RunCommand.class, RunCommand::new)
                .add(AgentCommand.class, AgentCommand::new)
                .add(ScoreCommand.class, ScoreCommand::new)
                .add(TestCommand.class, TestCommand::new)
                .add(SshCommand.class, SshCommand::new)
                .add(ExecCommand.class, ExecCommand::new)
                .add(CpCommand.class, CpCommand::new)
                .add(RelayCommand.class, RelayCommand::new)
                .add(ValidateCommand.class, ValidateCommand::new)
                .add(ListCommand.class, ListCommand::new)
                .add(ShowCommand.class, ShowCommand::new)
                .add(LogsCommand.class, LogsCommand::new)
                .add(ExtendCommand.class, ExtendCommand::new)
                .add(DestroyCommand.class, DestroyCommand::new)
                .add(DemoCommand.class, DemoCommand::new)
                .add(DoctorCommand.class, DoctorCommand::new)
                .add(config)
                .add(CompletionCommand.class, CompletionCommand::new)
                .add(vm)
                .line();
        root.getCommandSpec().versionProvider(() -> new String[] {"workbench " + host.version()});
        CommandGroups.install(root);
        return root.setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(host.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors(host))
                // Only a terminal has a width, and asking for it starts a process.
                .setUsageHelpAutoWidth(host.terminal())
                .setExpandAtFiles(false);
    }

    /** Parses and runs one command line; what stands after a lone {@code --} is a command for elsewhere, left as it is. */
    public static int execute(Host host, String... args) {
        var question = Question.in(List.of(args));
        if (question.isPresent()) {
            return question.get().answer(host);
        }
        var root = create(host, List.of(args)::contains);
        try {
            var settings = Settings.load(Home.of(host.variables()), host.directory(), host.variables());
            root.setDefaultValueProvider(new ChosenDefaults(settings, host.variables()));
            root.setExecutionStrategy(parsed -> {
                ChosenDefaults.misspelt(host.variables(), () -> create(host))
                        .forEach(sentence -> host.err().println("warning: " + sentence));
                return new CommandLine.RunLast().execute(parsed);
            });
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
