package dev.workbench.provider.qemu;

import dev.workbench.family.Architecture;
import java.util.List;

/** What QEMU emulates for an architecture, and what its guests' kernels call their serial console. */
enum Platform {
    X64("qemu-system-x86_64", "q35", "ttyS0", true),
    ARM64("qemu-system-aarch64", "virt", "ttyAMA0", false);

    private final String program;
    private final String machine;
    private final String console;
    private final boolean knowsGenerations;

    Platform(String program, String machine, String console, boolean knowsGenerations) {
        this.program = program;
        this.machine = machine;
        this.console = console;
        this.knowsGenerations = knowsGenerations;
    }

    static Platform of(Architecture architecture) {
        return switch (architecture) {
            case X64 -> X64;
            case ARM64 -> ARM64;
        };
    }

    String program() {
        return program;
    }

    String machine() {
        return machine;
    }

    String console() {
        return console;
    }

    /** By its generation device a guest notices that it is a copy, and reseeds its random numbers. */
    List<String> devices() {
        return knowsGenerations ? List.of("-device", "vmgenid,guid=auto") : List.of();
    }
}
