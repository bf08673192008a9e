package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.Table;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vm images list}: the baked images there are. */
@Command(name = "list", description = "List baked VM images: size, age, last use, what refers to them.")
final class VmImagesListCommand extends WorkbenchCommand {
    @Mixin
    private PlaceOptions places = new PlaceOptions();

    VmImagesListCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = new VmImageTasks(workbench).list(places.where());
        var images = found.images();
        console.result(images, images.isEmpty() ? "no baked VM images\n" : table(images, console) + cost(images));
        return found.complete() ? ExitCode.OK : ExitCode.NOT_READY;
    }

    private static String table(List<VmImageTasks.Row> images, Console console) {
        var table =
                new Table("KEY", "PROVIDER", "BASE", "BAKED FOR", "SIZE", "COST", "AGE", "LAST USE", "REFERRED TO BY");
        var now = Instant.now();
        for (var image : images) {
            table.row(
                    Keys.brief(image.key()),
                    image.account()
                            .map(there -> image.provider() + " " + there.place())
                            .orElse(image.provider()),
                    image.base(),
                    image.family() + "/" + image.task(),
                    Bytes.text(image.sizeBytes()),
                    Costs.monthly(image.account()),
                    Ages.text(Duration.between(image.created(), now)),
                    image.lastUsed()
                            .map(used -> Ages.text(Duration.between(used, now)))
                            .orElse("-"),
                    referrers(image));
        }
        return table.render(console.style());
    }

    private static String cost(List<VmImageTasks.Row> images) {
        return Costs.sum(
                images.stream().flatMap(image -> image.account().stream()).toList());
    }

    /** What keeps an image from being pruned, and the newest of the tasks that used it. */
    private static String referrers(VmImageTasks.Row image) {
        var words = new ArrayList<String>();
        image.account()
                .filter(there -> !there.usable())
                .ifPresent(there -> words.add("not usable (" + there.state() + ")"));
        if (image.isProtected()) {
            words.add("protected");
        }
        words.addAll(image.environments());
        image.tasks().stream().findFirst().ifPresent(words::add);
        if (image.tasks().size() > 1) {
            words.add("+" + (image.tasks().size() - 1));
        }
        return words.isEmpty() ? "-" : String.join(", ", words);
    }
}
