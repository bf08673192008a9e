package dev.workbench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.workbench.error.WorkbenchException;
import dev.workbench.host.Step.Way;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairTest {
    @Test
    void aMachineWithAnEngineAndDebianNeedsNothing() {
        assertThat(repair(Machines.DEBIAN, Machines.engine("minbase"))).isEqualTo(new Repair.Nothing());
    }

    @Test
    void anEngineAndMmdebstrapNeedNothing() {
        assertThat(repair(Machines.DEBIAN.with("mmdebstrap"), Machines.engine()))
                .isEqualTo(new Repair.Nothing());
    }

    @Test
    void anEngineWithoutAWayToBootstrapGetsMmdebstrap() {
        assertThat(repair(Machines.DEBIAN, Machines.engine()))
                .isEqualTo(new Repair.Possible(List.of(new Step.Install(List.of("mmdebstrap")))));
    }

    @Test
    void anEngineIsEnoughForWhoeverIsNotRoot() {
        assertThat(repair(Machines.DEBIAN.asUser(), Machines.engine())).isEqualTo(new Repair.Nothing());
    }

    @Test
    void anEngineElsewhereIsLeftAlone() {
        assertThat(repair(Machines.DEBIAN, Machines.engineAt("tcp://engine:2376")))
                .isEqualTo(new Repair.Nothing());
    }

    @Test
    void aBareDebianGetsAnEngineAndABootstrapperThroughDebiansScript() {
        assertThat(repair(Machines.DEBIAN.with("service"), new EngineState.Silent(notRunning())))
                .isEqualTo(new Repair.Possible(List.of(
                        new Step.Install(List.of("docker.io", "mmdebstrap")),
                        new Step.StartEngine(List.of(Way.SERVICE, Way.DAEMON)))));
    }

    @Test
    void systemdStartsTheEngineWhereItRuns() {
        assertThat(repair(Machines.DEBIAN.with("service").withSystemd(), new EngineState.Silent(notRunning())))
                .asInstanceOf(type(Repair.Possible.class))
                .extracting(possible -> possible.steps().getLast())
                .isEqualTo(new Step.StartEngine(List.of(Way.SYSTEMD)));
    }

    @Test
    void anInstalledEngineIsOnlyStarted() {
        assertThat(repair(Machines.DEBIAN.with("dockerd", "mmdebstrap"), new EngineState.Silent(notRunning())))
                .isEqualTo(new Repair.Possible(List.of(new Step.StartEngine(List.of(Way.DAEMON)))));
    }

    @Test
    void aKernelWithAppArmorNeedsItsParser() {
        assertThat(repair(Machines.DEBIAN.withAppArmor(), new EngineState.Silent(notRunning())))
                .asInstanceOf(type(Repair.Possible.class))
                .extracting(possible -> possible.steps().getFirst())
                .isEqualTo(new Step.Install(List.of("docker.io", "apparmor", "mmdebstrap")));
    }

    @Test
    void anotherLinuxStartsTheEngineThatItHas() {
        assertThat(repair(Machines.FEDORA.with("dockerd").withSystemd(), new EngineState.Silent(notRunning())))
                .isEqualTo(new Repair.Possible(List.of(new Step.StartEngine(List.of(Way.SYSTEMD)))));
    }

    @Test
    void anotherLinuxWithoutAnEngineIsToldWhatToInstall() {
        assertThat(advice(Machines.FEDORA, notRunning()))
                .satisfies(advice -> assertThat(advice.message()).contains("Fedora Linux 42"))
                .satisfies(advice -> assertThat(advice.hint().orElseThrow()).contains("Docker Engine 20.10"));
    }

    @Test
    void whoeverIsNotRootIsToldTheCommands() {
        assertThat(advice(Machines.DEBIAN.asUser().withSystemd(), notRunning()))
                .satisfies(advice -> assertThat(advice.code()).isEqualTo("needs_root"))
                .satisfies(advice -> assertThat(advice.details().orElseThrow())
                        .contains(
                                "sudo apt-get update\n",
                                "sudo apt-get install -y --no-install-recommends docker.io mmdebstrap\n",
                                "sudo systemctl start docker\n"));
    }

    @Test
    void anEngineThatTheUserNamedIsNotOursToStart() {
        var named = WorkbenchException.notReady(
                "engine_not_running", "the container engine at tcp://engine:2376 does not answer: refused");
        assertThat(advice(Machines.DEBIAN, named).hint().orElseThrow()).contains("DOCKER_HOST");
    }

    @Test
    void aRefusalThatNoInstallationMendsIsPassedOn() {
        var denied = WorkbenchException.notReady("engine_permission_denied", "you may not");
        assertThat(advice(Machines.DEBIAN, denied)).isSameAs(denied);
    }

    private static WorkbenchException notRunning() {
        return WorkbenchException.notReady(
                "engine_not_running",
                "no container engine is running (tried unix:///var/run/docker.sock, unix:///run/podman/podman.sock)");
    }

    private static Repair repair(Machines.Sketch machine, EngineState engine) {
        return Repair.of(Machines.facts(machine, engine));
    }

    private static WorkbenchException advice(Machines.Sketch machine, WorkbenchException failure) {
        return ((Repair.ByHand) repair(machine, new EngineState.Silent(failure))).advice();
    }
}
