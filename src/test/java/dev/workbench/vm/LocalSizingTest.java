package dev.workbench.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.workbench.container.EngineInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.GpuSpec;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalSizingTest {
    private static final EngineInfo HOST = new EngineInfo(
            "docker",
            "20.10",
            "1.41",
            "x64",
            "overlay2",
            4,
            8L << 30,
            Set.of(),
            OptionalLong.empty(),
            Optional.empty(),
            "unix:///x",
            false);
    private static final LocalSizing SIZING = new LocalSizing("qemu", HOST);

    @Test
    void theSmallestMachineOfTheRangesIsChosen() {
        assertThat(SIZING.choose(spec(Optional.of(new Range(3, 8)), Optional.of(new Range(4, 64)), "debian-12")))
                .isEqualTo(new Machine(Architecture.X64, 3, 4));
        assertThat(SIZING.choose(spec(Optional.empty(), Optional.empty(), "debian-12")))
                .isEqualTo(new Machine(Architecture.X64, 2, 2));
    }

    @Test
    void whatTheHostDoesNotHaveIsRefused() {
        refuses(spec(Optional.of(new Range(5, 8)), Optional.empty(), "debian-12"), "5 CPUs");
        refuses(spec(Optional.empty(), Optional.of(new Range(16, 16)), "debian-12"), "16 GiB");
    }

    @Test
    void otherBaseImagesArchitecturesAndGpusAreRefusedNamingWhoHasThem() {
        refuses(spec(Optional.empty(), Optional.empty(), "ubuntu-20.04-cuda"), "ubuntu-20.04-cuda");
        var plain = spec(Optional.empty(), Optional.empty(), "debian-12");
        refuses(
                new VmSpec(
                        plain.cpus(),
                        plain.ramGib(),
                        Optional.of(Architecture.ARM64),
                        Optional.empty(),
                        "debian-12",
                        List.of()),
                "arm64");
        var gpu = Optional.of(new GpuSpec(new Range(1, 1), "a10"));
        refuses(new VmSpec(plain.cpus(), plain.ramGib(), Optional.empty(), gpu, "debian-12", List.of()), "a10");
    }

    private static VmSpec spec(Optional<Range> cpus, Optional<Range> ram, String base) {
        return new VmSpec(cpus, ram, Optional.empty(), Optional.empty(), base, List.of());
    }

    private static void refuses(VmSpec spec, String what) {
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> SIZING.choose(spec))
                .satisfies(e -> {
                    assertThat(e.exit()).isEqualTo(ExitCode.PROVIDER);
                    assertThat(e.message())
                            .startsWith("the provider 'qemu' cannot give")
                            .contains(what);
                    assertThat(e.hint()).isPresent();
                });
    }
}
