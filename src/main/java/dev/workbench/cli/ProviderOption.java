package dev.workbench.cli;

import picocli.CommandLine.Option;

/** The option for where aux VMs run. */
class ProviderOption {
    @Option(
            names = "--vm",
            paramLabel = "PROVIDER",
            completionCandidates = Words.Providers.class,
            defaultValue = "qemu",
            description = "where aux VMs run: qemu, docker, ec2")
    String provider = "qemu";
}
