package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.ExitCode;
import dev.workbench.image.VmImages;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.Workbench;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vm images explain}: everything that decides a task's VM image, and its key. */
@Command(
        name = "explain",
        description = "Show what decides a task's VM image; the key is the SHA-256 of the listing that is shown.")
final class VmImagesExplainCommand extends WorkbenchCommand {
    @Mixin
    TaskArguments task = new TaskArguments();

    @Mixin
    ProviderOption vm = new ProviderOption();

    VmImagesExplainCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var explained = new VmImageTasks(workbench).explain(task.family, task.name, vm.provider, task.envFile);
        console.result(
                explained,
                explained.listing() + "\n" + console.style().bold(explained.key()) + "\n" + state(explained) + "\n");
        return ExitCode.OK;
    }

    private static String state(VmImages.Explanation explained) {
        if (!explained.baked()) {
            return "no build steps: the VM starts from the base image";
        }
        if (explained.image().isPresent()) {
            return "in the cache";
        }
        return explained
                .nearest()
                .map(near -> "not in the cache; compared with " + Keys.brief(near.before()) + ":\n"
                        + near.changes().stream()
                                .map(change -> "  " + change.text())
                                .collect(Collectors.joining("\n")))
                .orElse("not in the cache, and no other image of this task to compare with");
    }
}
