package dev.workbench.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.error.WorkbenchException;
import dev.workbench.host.Finding.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {
    private static final long GB = 1_000_000_000L;

    static Stream<Arguments> findings() {
        var debian = Machines.DEBIAN;
        var full = Machines.engine("minbase", "main-base", "tools");
        var remote = Machines.engineAt("tcp://engine:2376");
        return Stream.of(
                row(debian, full, "container engine", Verdict.OK, "docker 20.10.24 (API 1.41, storage driver overlay2"),
                row(debian, full, "container engine", Verdict.OK, "at unix:///var/run/docker.sock"),
                row(debian, full, "disk", Verdict.OK, "50.0 GB free"),
                row(debian.withFree(5 * GB, 8 * GB), full, "disk", Verdict.WARN, "5.0 GB free"),
                row(debian.withFree(GB / 2, 8 * GB), full, "disk", Verdict.FAIL, "0.5 GB free"),
                row(debian, remote, "disk", Verdict.INFO, "another machine"),
                row(debian, full, "memory", Verdict.OK, "8.0 GB free"),
                row(debian.withFree(50 * GB, GB), full, "memory", Verdict.WARN, "1.0 GB free"),
                row(debian, full, "virtualisation", Verdict.OK, "KVM"),
                row(debian, full, "/dev/net/tun", Verdict.OK, "there"),
                row(debian.withoutTun(), full, "/dev/net/tun", Verdict.WARN, "no network"),
                row(debian, full, "networks", Verdict.OK, "addresses for 26 more (of 31)"),
                row(debian, Machines.engineWith(28, Duration.ZERO), "networks", Verdict.WARN, "for 3 more"),
                row(debian, Machines.engineWith(33, Duration.ZERO), "networks", Verdict.FAIL, "for 0 more"),
                row(debian, full, "clock", Verdict.OK, "the same"),
                row(debian, Machines.engineWith(1, Duration.ofSeconds(90)), "clock", Verdict.WARN, "90 s ahead of"),
                row(debian, Machines.engineWith(1, Duration.ofSeconds(-5)), "clock", Verdict.WARN, "5 s behind"),
                row(debian, full, "Debian 12", Verdict.OK, "the engine has it"),
                row(debian.with("mmdebstrap"), Machines.engine(), "Debian 12", Verdict.OK, "bootstrapped"),
                row(debian, Machines.engine(), "Debian 12", Verdict.WARN, "needs a container registry"),
                row(debian, full, "image for QEMU and Packer", Verdict.OK, "the engine has it"),
                row(debian, Machines.engine(), "image for main containers", Verdict.INFO, "made on first use"));
    }

    private static Arguments row(
            Machines.Sketch machine, EngineState engine, String check, Verdict verdict, String found) {
        return Arguments.of(Machines.facts(machine, engine), check, verdict, found);
    }

    @ParameterizedTest(name = "{1}: {2}, {3}")
    @MethodSource("findings")
    void eachFactIsJudged(Facts facts, String check, Verdict verdict, String found) {
        assertThat(Checks.judge(facts).findings())
                .filteredOn(finding -> finding.check().equals(check))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(verdict))
                .satisfies(finding -> assertThat(finding.found()).contains(found))
                .satisfies(finding -> assertThat(finding.remedy().isPresent())
                        .isEqualTo(verdict == Verdict.WARN || verdict == Verdict.FAIL));
    }

    @Test
    void emulationIsSaidWithItsReason() {
        var facts = new Facts(
                Machines.DEBIAN.machine(), Machines.engine(), Optional.of("the processor offers neither vmx nor svm"));
        assertThat(Checks.judge(facts).findings())
                .anySatisfy(finding -> assertThat(finding.found()).contains("emulated", "neither vmx nor svm"));
    }

    @Test
    void withoutAnEngineTheMachineIsNotUsable() {
        var silent = new EngineState.Silent(
                WorkbenchException.notReady("engine_not_running", "no engine").hint("start one"));
        assertThat(Checks.judge(Machines.facts(Machines.DEBIAN, silent)).usable())
                .isFalse();
    }

    /** Otherwise each of two lines would send to the other. */
    @Test
    void anEngineThatFixCannotStartIsNotSentToFix() {
        var silent = new EngineState.Silent(WorkbenchException.notReady(
                        "engine_not_running", "no container engine is running (tried unix:///elsewhere.sock)")
                .hint("'workbench doctor --fix' installs and starts one"));
        assertThat(Checks.judge(Machines.facts(Machines.DEBIAN, silent))
                        .findings()
                        .getFirst()
                        .remedy())
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).contains("DOCKER_HOST").doesNotContain("--fix"));
    }

    @Test
    void warningsLeaveItUsable() {
        assertThat(Checks.judge(Machines.facts(Machines.DEBIAN.withoutTun(), Machines.engine()))
                        .usable())
                .isTrue();
    }
}
