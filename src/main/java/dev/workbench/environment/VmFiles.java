package dev.workbench.environment;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.SmallTar;
import dev.workbench.remote.Streams;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** The small files by which people and programs reach a VM and believe that it is the right one. */
final class VmFiles {
    private VmFiles() {}

    static void write(
            Environment environment, AuxVm vm, ContainerEngine engine, String container, AllowedHosts allowed) {
        var line = vm.knownHostsLine();
        engine.upload(
                container,
                "/etc/ssh",
                new SmallTar()
                        .file("ssh_known_hosts", 0644, 0, line.getBytes(StandardCharsets.UTF_8))
                        .open());
        if (!allowed.hosts().isEmpty()) {
            nameHosts(vm, allowed);
        }
    }

    /** In an environment without a name server, the allowed hosts have their names from {@code /etc/hosts}. */
    private static void nameHosts(AuxVm vm, AllowedHosts allowed) {
        var lines = allowed.hosts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        vm.guest()
                .exec(
                        "sudo tee -a /etc/hosts >/dev/null",
                        Streams.feeding(
                                lines.getBytes(StandardCharsets.UTF_8),
                                OutputStream.nullOutputStream(),
                                OutputStream.nullOutputStream()),
                        Optional.empty());
    }
}
