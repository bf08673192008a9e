package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.RunOptions;
import dev.workbench.run.RunTask;
import dev.workbench.run.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test}: the family's pytest tests, inside a fresh environment. */
@Command(
        name = "test",
        description = "Run the family's pytest tests inside a fresh environment. Put -- before pytest's own options.")
final class TestCommand extends WorkbenchCommand {
    private static final int NO_TESTS = 5;

    @Mixin
    TaskArguments task = new TaskArguments();

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "PYTEST-ARG", description = "passed on to pytest")
    List<String> arguments = List.of();

    @Mixin
    VmOptions vm = new VmOptions();

    @Option(names = "--keep", description = "keep the environment when tests fail")
    boolean keep;

    TestCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var options = new RunOptions(
                task.family,
                task.name,
                vm.provider,
                Optional.empty(),
                Optional.empty(),
                keep ? RunOptions.Keep.ON_FAILURE : RunOptions.Keep.NEVER,
                OptionalDouble.empty(),
                List.of(),
                Duration.ofHours(4),
                task.envFile,
                vm.spending());
        int code = new RunTask(workbench, this::logTo).test(options, arguments);
        if (code == NO_TESTS) {
            throw WorkbenchException.badInput("no_tests", "pytest found no test for task '" + task.name + "'")
                    .at(task.family.toString())
                    .hint("name test files test_*.py or *_test.py, and test functions test_*");
        }
        console.result(
                Map.of("passed", code == 0, "pytest_exit_code", code),
                code == 0 ? "tests passed\n" : "tests failed (pytest exit code " + code + ")\n");
        return code == 0 ? ExitCode.OK : ExitCode.VERDICT;
    }
}
