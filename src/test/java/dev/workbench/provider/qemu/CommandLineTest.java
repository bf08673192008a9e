package dev.workbench.provider.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.Architecture;
import dev.workbench.vm.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final Machine MACHINE = new Machine(Architecture.X64, 3, 4);
    private static final Accelerator EMULATION = new Accelerator.Emulation("no reason");

    private static List<String> run(Accelerator accelerator) {
        return new CommandLine(accelerator, MACHINE).run();
    }

    @Test
    void theGuestHasTheMachinesCoresAndMemory() {
        assertThat(run(EMULATION)).containsSequence("-smp", "3", "-m", "4096");
    }

    @Test
    void kvmIsAskedForOnlyWhenItWorks() {
        assertThat(run(new Accelerator.Kvm())).contains("q35,accel=kvm", "host").doesNotContain("max");
        assertThat(run(EMULATION)).contains("max").noneMatch(word -> word.contains("kvm"));
    }

    @Test
    void theKernelsRandomStateIsReseededInACopyOfTheMachine() {
        assertThat(run(EMULATION)).contains("vmgenid,guid=auto", "virtio-rng-pci");
    }

    @Test
    void theIdentityIsReadFromADescriptor() {
        assertThat(run(EMULATION)).contains("name=opt/dev.workbench/identity,file=/dev/fd/3");
    }

    @Test
    void aResumedMachineIsTheSameMachineWithItsMemoryLoaded() {
        var line = new CommandLine(EMULATION, MACHINE);
        assertThat(line.resume()).startsWith(line.run().toArray(String[]::new)).contains("-incoming");
    }

    @Test
    void takingTheIdentityAwayNeedsNoNetworkAndNoIdentity() {
        var words = new CommandLine(EMULATION, MACHINE).seal();
        assertThat(words).noneMatch(word -> word.contains("tap0") || word.contains("/identity"));
        assertThat(words).anyMatch(word -> word.endsWith(" workbench.seal"));
    }

    @Test
    void anArmMachineHasItsOwnConsole() {
        var words = new CommandLine(EMULATION, new Machine(Architecture.ARM64, 1, 1)).run();
        assertThat(words).startsWith("qemu-system-aarch64").anyMatch(word -> word.startsWith("console=ttyAMA0 "));
    }
}
