package dev.workbench.cli;

import picocli.CommandLine.Command;

/** {@code vm images build}: bake what tasks need; the same work as {@code build}. */
@Command(name = "build", description = "Bake the VM images that tasks need, unless they are there.")
final class VmImagesBuildCommand extends BuildCommand {
    VmImagesBuildCommand(Host host) {
        super(host);
    }
}
