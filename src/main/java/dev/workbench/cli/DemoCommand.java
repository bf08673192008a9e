package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.home.Installation;
import dev.workbench.run.AgentOptions;
import dev.workbench.run.RunOptions;
import dev.workbench.run.RunTask;
import dev.workbench.run.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}: a sample task with an aux VM, solved by a scripted agent, from nothing to its score. */
@Command(
        name = "demo",
        description = "Run a sample task with a virtual machine, from nothing to its score; sets the machine up first.")
final class DemoCommand extends WorkbenchCommand {
    private static final String FAMILY = "tidy_server";
    private static final String TASK = "handover";

    @Mixin
    MendOptions mending = new MendOptions();

    @Mixin
    VmOptions vm = new VmOptions();

    DemoCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var options = options();
        mending.mend(workbench, host(), console);
        var outcome = new RunTask(workbench, this::logTo).run(options);
        console.result(outcome, OutcomeText.of(outcome, options.minScore(), console.style()));
        return outcome.passes(options.minScore()) ? ExitCode.OK : ExitCode.VERDICT;
    }

    private RunOptions options() {
        var samples = Installation.samples();
        var agent = samples.resolve("agents").resolve(FAMILY).resolve("solve");
        return new RunOptions(
                samples.resolve(FAMILY),
                TASK,
                vm.provider,
                Optional.of(new AgentOptions("./run.sh", Optional.of(agent))),
                Optional.empty(),
                RunOptions.Keep.NEVER,
                OptionalDouble.empty(),
                List.of(),
                Duration.ofHours(1),
                Optional.empty(),
                vm.spending());
    }
}
