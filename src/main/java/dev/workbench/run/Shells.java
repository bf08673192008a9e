package dev.workbench.run;

import dev.workbench.container.Exec;
import dev.workbench.environment.AuxVmAccount;
import dev.workbench.environment.Environment;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Dialer;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Shell;
import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shells and commands in an environment: in its main container, or on its aux VM. */
public final class Shells {
    private final Workbench workbench;

    public Shells(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Runs a command in the main container; none for a login shell.
     *
     * @return its exit code
     */
    public int inContainer(
            Environment environment, String user, List<String> command, Streams streams, Optional<Window> window) {
        var session = Session.open(workbench, environment);
        session.checkRunning();
        var exec = Exec.of(program(command).toArray(String[]::new))
                .as(user)
                .in(user.equals("root") ? "/root" : "/home/" + user)
                .with(login(user, window));
        return workbench
                .engine()
                .exec(session.container().id(), window.map(exec::on).orElse(exec), streams);
    }

    /** By way of a shell, which says what is not there, with 127 for an exit code; engines say 126, or what they like. */
    private static List<String> program(List<String> command) {
        return command.isEmpty()
                ? List.of("bash", "-l")
                : Stream.concat(Stream.of("sh", "-c", "exec \"$@\"", "workbench"), command.stream())
                        .toList();
    }

    /** What a login sets, and an engine does not. */
    private static Map<String, String> login(String user, Optional<Window> window) {
        var variables = new HashMap<>(Map.of("USER", user, "LOGNAME", user));
        window.ifPresent(terminal -> variables.put("TERM", terminal.type()));
        return variables;
    }

    /** Runs a command on the aux VM as its admin user; none for a login shell. */
    public int onVm(
            Environment environment,
            Optional<String> user,
            List<String> command,
            Streams streams,
            Optional<Window> window) {
        try (var guest = guest(environment)) {
            var line = Shell.join(command.isEmpty() ? List.of("bash", "-l") : shellCommand(command));
            var asUser = user.map(name -> "sudo -i -u " + Shell.quote(name) + " -- " + line)
                    .orElse(line);
            return guest.exec(asUser, streams, window);
        }
    }

    /** As ssh has it, a single word is a line for the shell; several are a program and its arguments, kept apart. */
    public static List<String> shellCommand(List<String> words) {
        return words.size() == 1 ? List.of("bash", "-c", words.getFirst()) : words;
    }

    /** A connection to the aux VM as its admin user. */
    public Guest guest(Environment environment) {
        var vm = vm(environment);
        var account = AuxVmAccount.of(environment, vm);
        return workbench
                .parts()
                .access()
                .connect(workbench.parts().providers().named(vm.provider()), vm.name(), account);
    }

    /** The way to port 22 of the aux VM, for OpenSSH's {@code ProxyCommand}. */
    public Dialer relay(Environment environment) {
        var vm = vm(environment);
        return workbench.parts().providers().named(vm.provider()).dialer(vm.name());
    }

    private static EnvironmentRecord.Vm vm(Environment environment) {
        return environment
                .record()
                .vm()
                .orElseThrow(() -> WorkbenchException.badInput(
                                "no_aux_vm", "environment '" + environment.id() + "' has no aux VM")
                        .hint("leave --vm away to reach its main container"));
    }
}
