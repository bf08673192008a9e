package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.Relay;
import dev.workbench.run.Workbench;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code relay}: standard streams to port 22 of an aux VM; what the environment's {@code ssh_config} calls. */
@Command(name = "relay", hidden = true, description = "Connect standard input and output to the aux VM's SSH port.")
final class RelayCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "ENV", description = "id of the environment")
    String environment = "";

    RelayCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = workbench.environments().find(Optional.of(environment));
        new Relay(workbench)
                .run(found, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        return ExitCode.OK;
    }
}
