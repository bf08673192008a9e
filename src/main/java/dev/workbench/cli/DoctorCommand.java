package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.DoctorTask;
import dev.workbench.run.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: can tasks run on this machine, and how to make it so. */
@Command(name = "doctor", description = "Check that tasks can run on this machine; with --fix, make it so.")
final class DoctorCommand extends WorkbenchCommand {
    @Option(names = "--fix", description = "install and start what is missing")
    boolean fix;

    @Option(names = "--aws", description = "check instead that your AWS account lets you run VMs; creates nothing")
    boolean aws;

    @Mixin
    MendOptions mending = new MendOptions();

    DoctorCommand(Host host) {
        super(host);
    }

    @Override
    boolean sweepsFirst() {
        return false;
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        if (fix) {
            mending.mend(workbench, host(), console);
        }
        var doctor = new DoctorTask(workbench);
        var diagnosis = aws ? doctor.examineAccount("ec2") : doctor.examine();
        console.result(DiagnosisText.json(diagnosis), DiagnosisText.of(diagnosis, console.style()));
        return diagnosis.usable() ? ExitCode.OK : ExitCode.NOT_READY;
    }
}
