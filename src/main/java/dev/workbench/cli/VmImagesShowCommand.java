package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import dev.workbench.vm.AccountImage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vm images show}: one image, and what decided it. */
@Command(name = "show", description = "Show a baked VM image and what decided it.")
final class VmImagesShowCommand extends WorkbenchCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "key or the beginning of one")
    String key = "";

    @Mixin
    private PlaceOptions places = new PlaceOptions();

    VmImagesShowCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var details = new VmImageTasks(workbench).show(key, places.where());
        console.result(details, text(details, console));
        return ExitCode.OK;
    }

    private static String text(VmImageTasks.Details details, Console console) {
        var text = new StringBuilder();
        lines(details.image())
                .forEach((name, value) -> text.append(console.style().bold(String.format("%-12s ", name)))
                        .append(value)
                        .append('\n'));
        return text.append('\n')
                .append(details.listing().orElse("what decided it is not recorded here\n"))
                .toString();
    }

    private static Map<String, String> lines(VmImageTasks.Row image) {
        var now = Instant.now();
        var lines = new LinkedHashMap<String, String>();
        lines.put("key", image.key());
        lines.put("provider", image.provider() + " (" + image.reference() + ")");
        lines.put("base", image.base() + ", " + image.architecture().word());
        lines.put("baked for", image.family() + "/" + image.task());
        lines.put("size", Bytes.text(image.sizeBytes()));
        image.account().ifPresent(there -> lines.putAll(there(there)));
        lines.put("baked", image.created() + " (" + Ages.text(Duration.between(image.created(), now)) + " ago)");
        image.lastUsed()
                .ifPresent(
                        used -> lines.put("last used", used + " (" + Ages.text(Duration.between(used, now)) + " ago)"));
        lines.put("protected", image.isProtected() ? "yes" : "no");
        lines.put("environments", image.environments().isEmpty() ? "-" : String.join(", ", image.environments()));
        lines.put("tasks", image.tasks().isEmpty() ? "-" : String.join(", ", image.tasks()));
        return lines;
    }

    private static Map<String, String> there(AccountImage image) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("region", image.place());
        lines.put("state", image.state() + (image.usable() ? "" : ", not usable"));
        lines.put(
                "snapshots",
                image.snapshots().stream()
                        .map(each -> each.id() + " (" + each.state() + ", " + Bytes.text(each.bytes()) + ")")
                        .collect(Collectors.joining(", ")));
        lines.put("cost", Costs.monthly(Optional.of(image)) + " a month: " + image.basis());
        lines.put("owner", image.owner());
        new TreeMap<>(image.tags()).forEach((name, value) -> lines.put("tag " + name, value));
        return lines;
    }
}
