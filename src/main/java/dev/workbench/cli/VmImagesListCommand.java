package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code vm images list}: the baked images there are. */
@Command(name = "list", description = "List baked VM images.")
final class VmImagesListCommand extends WorkbenchCommand {
    VmImagesListCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var images = new VmImageTasks(workbench).list();
        console.result(images, images.isEmpty() ? "no baked VM images\n" : table(images, console));
        return ExitCode.OK;
    }

    private static String table(List<VmImage> images, Console console) {
        var table = new Table("KEY", "PROVIDER", "BASE", "BAKED FOR", "SIZE", "AGE");
        var now = Instant.now();
        for (var image : images) {
            table.row(
                    Keys.brief(image.key()),
                    image.provider(),
                    image.base(),
                    image.family() + "/" + image.task(),
                    Bytes.text(image.sizeBytes()),
                    Ages.text(Duration.between(image.created(), now)));
        }
        return table.render(console.style());
    }
}
