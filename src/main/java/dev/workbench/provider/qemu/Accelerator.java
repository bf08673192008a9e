package dev.workbench.provider.qemu;

import dev.workbench.container.EngineInfo;
import dev.workbench.family.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What runs a guest's instructions.
 *
 * <p>The device file alone says little: it can exist and open on a machine whose processor has no virtualisation, and QEMU
 * then hangs. So the processor's own flag is asked as well.
 */
public sealed interface Accelerator {
    /** The processor itself. */
    record Kvm() implements Accelerator {}

    /** A program; {@code reason} says what is missing for more. */
    record Emulation(String reason) implements Accelerator {}

    /** The host's device; a remote engine's machine cannot be looked at, so it emulates. */
    String DEVICE = "/dev/kvm";

    static Accelerator of(EngineInfo engine) {
        return engine.endpoint().startsWith("unix:")
                ? of(Path.of("/"), engine.architecture())
                : new Emulation("the engine runs on another machine");
    }

    /** {@code root} is the directory that stands for {@code /}. */
    static Accelerator of(Path root, String architecture) {
        if (!Files.exists(root.resolve("dev/kvm"))) {
            return new Emulation("this machine has no " + DEVICE);
        }
        if (architecture.equals(Architecture.X64.word()) && !hasFlag(root.resolve("proc/cpuinfo"))) {
            return new Emulation("this machine's processor offers neither vmx nor svm");
        }
        return new Kvm();
    }

    private static boolean hasFlag(Path cpuinfo) {
        try {
            return Pattern.compile("^flags\\s*:.*\\b(vmx|svm)\\b", Pattern.MULTILINE)
                    .matcher(Files.readString(cpuinfo))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }
}
