package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import dev.workbench.vm.PinnedBase;
import java.time.ZoneOffset;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vm images outdated}: which base images have moved since they were locked. */
@Command(
        name = "outdated",
        description = {
            "Say which base images their publishers have renewed since they were locked; exit code 1 when any has.",
            "What is locked is in workbench.lock, here or in the nearest directory above that has one, else among your"
                    + " own files."
        })
final class VmImagesOutdatedCommand extends WorkbenchCommand {
    @Parameters(arity = "0..*", paramLabel = "BASE", description = "base images (default: those that are locked)")
    Set<String> bases = Set.of();

    @Option(
            names = "--update",
            description = "lock what is newest; images that tasks need are baked anew when they are next needed")
    boolean update;

    @Option(names = "--here", description = "the lock file in this directory, for all who work in it")
    boolean here;

    @Option(names = "--vm", paramLabel = "PROVIDER", defaultValue = "ec2", description = "whose base images: ec2")
    String provider = "ec2";

    VmImagesOutdatedCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = new VmImageTasks(workbench).outdated(provider, bases, update, here);
        console.result(found, text(found, console));
        return update || found.bases().stream().noneMatch(PinnedBase::moved) ? ExitCode.OK : ExitCode.VERDICT;
    }

    private static String text(VmImageTasks.Bases found, Console console) {
        if (found.bases().isEmpty()) {
            return "no base image is locked yet in " + found.lock() + "\n";
        }
        var table = new Table("BASE", "ARCH", "LOCKED", "SINCE", "NEWEST", "");
        for (var base : found.bases()) {
            table.row(
                    base.base(),
                    base.architecture().word(),
                    base.locked().orElse("-"),
                    base.since()
                            .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate().toString())
                            .orElse("-"),
                    base.newest().orElse("-"),
                    verdict(base));
        }
        return table.render(console.style()) + outcome(found);
    }

    private static String verdict(PinnedBase base) {
        if (!base.moved()) {
            return "";
        }
        return base.locked().isEmpty() ? "new" : base.newest().isEmpty() ? "not offered any more" : "moved";
    }

    private static String outcome(VmImageTasks.Bases found) {
        var moved = found.bases().stream().filter(PinnedBase::moved).count();
        if (moved == 0) {
            return "nothing has moved since " + found.lock() + " was written\n";
        }
        return found.updated()
                ? "locked in " + found.lock() + "\n"
                : "lock what is newest: workbench vm images outdated --update\n";
    }
}
