package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Follower;
import dev.workbench.environment.Environment;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.run.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: what happened in an environment, what Packer said of it, or its VM's console. */
@Command(
        name = "logs",
        description = "Show an environment's log: every phase, and all that its task, agent and builds printed.")
final class LogsCommand extends WorkbenchCommand {
    /** As the log has it: the time, whose output it is, the line. */
    private static final Pattern PACKER = Pattern.compile("\\S+ packer \\| (.*)");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENV",
            completionCandidates = Words.Environments.class,
            description = "id or part of it (default: the newest); of one that is gone, its whole id")
    Optional<String> environment = Optional.empty();

    @ArgGroup
    Source source = new Source();

    /** At most one of them, instead of the log. */
    static final class Source {
        @Option(names = "--console", description = "the aux VM's console instead")
        boolean vmConsole;

        @Option(names = "--packer", description = "only what Packer and the build steps printed")
        boolean packer;
    }

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what comes, until the environment is gone or you press Ctrl-C")
    boolean follow;

    LogsCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var id = id(workbench);
        if (follow) {
            if (console.json()) {
                throw WorkbenchException.badInput("usage", "--follow has no end, and a JSON value needs one")
                        .hint("leave --follow or -o json out");
            }
            follow(workbench, id);
            return ExitCode.OK;
        }
        var text = text(workbench, id);
        console.result(Map.of("environment", id, "log", text), text);
        return ExitCode.OK;
    }

    /** A log outlives its environment, that of a bake above all. */
    private String id(Workbench workbench) {
        return environment
                .filter(word -> word.matches("[a-z0-9-]+")
                        && Files.isRegularFile(workbench.home().log(word)))
                .orElseGet(() -> workbench.environments().find(environment).id());
    }

    private String text(Workbench workbench, String id) {
        if (source.vmConsole) {
            return console(workbench, workbench.environments().find(Optional.of(id)));
        }
        var log = read(workbench, id);
        return source.packer ? ofPacker(log) : log;
    }

    private static String ofPacker(String log) {
        return log.lines()
                .map(PACKER::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1) + "\n")
                .collect(Collectors.joining());
    }

    private void follow(Workbench workbench, String id) {
        var there = (BooleanSupplier)
                () -> Files.isDirectory(workbench.home().environment(id).directory());
        follower(workbench, id).follow(host().out(), there);
    }

    private Follower follower(Workbench workbench, String id) {
        if (source.vmConsole) {
            var found = workbench.environments().find(Optional.of(id));
            if (found.record().vm().isEmpty()) {
                throw noVm(found);
            }
            return Follower.of(() -> console(workbench, found));
        }
        return source.packer
                ? Follower.of(() -> ofPacker(read(workbench, id)))
                : Follower.of(workbench.home().log(id));
    }

    private static WorkbenchException noVm(Environment found) {
        return WorkbenchException.badInput("no_aux_vm", "environment '" + found.id() + "' has no aux VM");
    }

    private static String console(Workbench workbench, Environment found) {
        var vm = found.record().vm().orElseThrow(() -> noVm(found));
        return workbench.parts().providers().named(vm.provider()).console(vm.name(), 0);
    }

    private static String read(Workbench workbench, String id) {
        var file = workbench.home().log(id);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw WorkbenchException.notReady("no_log", "the log cannot be read: " + e.getMessage())
                    .at(file.toString());
        }
    }
}
