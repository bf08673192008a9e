package dev.workbench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.console.Console;
import dev.workbench.environment.Environment;
import dev.workbench.error.ExitCode;
import dev.workbench.json.Json;
import dev.workbench.remote.Shell;
import dev.workbench.run.Health;
import dev.workbench.run.Workbench;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code show}: all that is known of one environment, and how to reach it. */
@Command(name = "show", description = "Show one environment, and how to reach it.")
final class ShowCommand extends WorkbenchCommand {
    @Mixin
    EnvironmentArgument environment = new EnvironmentArgument();

    ShowCommand(Host host) {
        super(host);
    }

    @Override
    ExitCode execute(Workbench workbench, Console console) {
        var found = environment.find(workbench);
        var health = Health.of(workbench, List.of(found));
        console.result(json(found, workbench, health), text(found, workbench, health));
        return ExitCode.OK;
    }

    private static ObjectNode json(Environment environment, Workbench workbench, Health health) {
        ObjectNode shown = Json.mapper().valueToTree(environment.record());
        shown.put("status", health.status(environment));
        shown.put("note", health.note(environment));
        if (environment.record().expiry().isEmpty()) {
            shown.putNull("expires");
        }
        if (environment.record().vm().isPresent()) {
            shown.put("ssh_config", environment.files().sshConfig().toString());
        }
        return shown.put("log", workbench.home().log(environment.id()).toString());
    }

    private static String text(Environment environment, Workbench workbench, Health health) {
        var record = environment.record();
        var lines = new Fields();
        lines.add("environment", record.id());
        lines.add("task", record.family() + "/" + record.task());
        lines.add("family", record.familyDirectory().toString());
        var note = health.note(environment);
        lines.add("status", health.status(environment) + (note.isEmpty() ? "" : ": " + note));
        record.score().ifPresent(score -> lines.add("score", Double.toString(score)));
        lines.add("created", record.created().toString());
        record.expiry().ifPresent(end -> lines.add("expires", end.toString()));
        lines.add("owner", record.owner());
        record.container().ifPresent(main -> {
            lines.add("container", main.name() + " (" + main.image() + ")");
        });
        record.network().ifPresent(net -> {
            lines.add(
                    "network",
                    net.name() + " " + net.subnet() + " (" + net.mode().replace('_', ' ') + ")");
            net.allowed().forEach((name, addresses) -> lines.add("allowed", name + " " + String.join(" ", addresses)));
            net.probe().forEach((target, state) -> lines.add("probe", target + " " + state));
        });
        record.vm().ifPresent(vm -> {
            lines.add(
                    "aux VM",
                    vm.username() + "@" + vm.ipAddress() + " (" + vm.providerName() + ", " + vm.cpus() + " cores, "
                            + vm.ramGib() + " GiB)");
            lines.add("VM image", vm.imageKey().isEmpty() ? vm.base() : vm.imageKey());
            lines.add("ssh config", environment.files().sshConfig().toString());
        });
        environment.ledger().outstanding().forEach(resource -> lines.add("owns", resource.toString()));
        lines.add("log", workbench.home().log(record.id()).toString());
        record.container().ifPresent(main -> lines.add("look inside", "workbench ssh " + record.id()));
        record.vm().ifPresent(vm -> {
            lines.add("onto the VM", "workbench ssh " + record.id() + " --vm");
            var config = Shell.quote(environment.files().sshConfig().toString());
            lines.add("with OpenSSH", "ssh -F " + config + " " + record.id() + "-vm");
        });
        return lines.render();
    }
}
