package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.base.CloudImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.engine.DockerEngine;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmLab;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What a QEMU machine does beyond what every provider promises; one machine serves all tests. */
@Tag("qemu")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class QemuVmsIT {
    private static final String BOOT = "cat /proc/sys/kernel/random/boot_id";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ContainerEngine engine = DockerEngine.connect(System.getenv());
    private final BaseImages bases = new BaseImages(engine, BuildHost.local(System.getenv()));
    private final QemuVms vms = new QemuVms(engine, bases, CloudImages.NONE);
    private VmLab lab;
    private VmLab.Launched vm;
    private Guest guest;
    private String neighbour;

    @BeforeAll
    void launch() {
        vms.prepareBase("debian-12", Progress.SILENT);
        lab = new VmLab(engine, vms);
        var machine = vms.choose(new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of()));
        vm = lab.launch("vm", new VmSource.Base("debian-12"), machine);
        neighbour =
                engine.create(ContainerSpec.of(bases.mainBase(Progress.SILENT).id())
                        .name("wb-" + lab.id() + "-main")
                        .labels(lab.ownership().labels("main"))
                        .network(lab.network().name())
                        .command("sleep", "600")
                        .build());
        engine.start(neighbour);
        guest = lab.awaitReady(vm);
    }

    @AfterAll
    void destroy() {
        if (guest != null) {
            guest.close();
        }
        if (neighbour != null) {
            engine.remove(neighbour);
        }
        if (lab != null) {
            lab.close();
        }
        engine.close();
    }

    @Test
    void theGuestOwnsTheAddressSoThatEveryPortOfItIsReachable() {
        var address = ((VmState.Running) vms.state(vm.name())).address();
        assertThat(text("ip -4 -o address show dev eth0")).contains(" " + address + "/");
        guest.run(
                "mkdir -p www && echo hello >www/a; cd www;"
                        + " nohup python3 -m http.server 8123 >/dev/null 2>&1 & sleep 2",
                LIMIT,
                1000);
        assertThat(fromNeighbour("curl -s --max-time 20 --retry 5 --retry-connrefused http://" + address + ":8123/a"))
                .isEqualTo("hello");
        assertThat(fromNeighbour("ssh-keyscan -t ed25519 " + address + " 2>/dev/null | cut -d' ' -f2,3"))
                .isSubstringOf(vm.identity().hostPublicKey());
    }

    @Test
    void theGuestReachesTheMainContainer() {
        var address = engine.inspect(neighbour)
                .orElseThrow()
                .addresses()
                .get(lab.network().name());
        fromNeighbour("cd /etc && (nohup python3 -m http.server 8099 >/dev/null 2>&1 &) && sleep 1");
        assertThat(text("curl -s --max-time 20 --retry 5 --retry-connrefused http://" + address + ":8099/hostname"))
                .isEqualTo(fromNeighbour("cat /etc/hostname") + "\n");
    }

    @Test
    void thePrivateHostKeyIsOnlyOnTheGuestsOwnDisk() {
        var search = Exec.of("grep", "-rl", "PRIVATE KEY", "/vm", "/proc/1/environ", "/proc/1/cmdline");
        var out = new ByteArrayOutputStream();
        engine.exec(vm.name(), search, Streams.of(out, out));
        assertThat(out.toString(UTF_8).lines()).containsExactly("/vm/run/disk.qcow2");
    }

    @Test
    void theGuestSeesItsCoresItsMemoryTheTimeAndAGenerationDevice() {
        assertThat(text("nproc").strip()).isEqualTo("2");
        assertThat(Integer.parseInt(
                        text("awk '/MemTotal/ {print $2}' /proc/meminfo").strip()))
                .isBetween(1_900_000, 2_097_152);
        assertThat(Math.abs(Instant.now().getEpochSecond()
                        - Long.parseLong(text("date +%s").strip())))
                .isLessThan(5);
        assertThat(text("sudo dmesg | grep -c VMGENID").strip()).isNotEqualTo("0");
    }

    @Test
    void nothingOfItsStartFailed() {
        assertThat(text("systemctl --failed --no-legend")).isEmpty();
    }

    @Test
    void aMovedExpiryCounts() {
        var soon = new Ownership(lab.id(), "tester", "0-test", VmLab.inSeconds(15));
        var later = soon.expires().plusSeconds(15);
        var other = lab.launch(
                "extended",
                new VmSource.Base("debian-12"),
                vms.choose(new VmSpec(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "debian-12",
                        List.of())),
                soon);
        try {
            vms.extend(other.name(), later);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> vms.state(other.name()).equals(new VmState.Broken("its time was up")));
            assertThat(Instant.now()).isAfter(later);
        } finally {
            vms.destroyAndVerify(other.name());
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aRestartKeepsWhatTheMachineIs() {
        var before = text(
                "cat /etc/machine-id; sudo hostnamectl set-hostname renamed; echo 1.2.3.4 own | sudo tee -a /etc/hosts");
        var boot = text(BOOT);
        guest.exec("sudo systemctl reboot", Streams.discarding(), Optional.empty());
        guest.close();
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(5))
                .until(() -> {
                    try (var again = lab.access().connect(vms, vm.name(), vm.admin())) {
                        var now = again.run(BOOT, LIMIT, 100).stdout();
                        return !now.isBlank() && !now.equals(boot);
                    } catch (WorkbenchException notYet) {
                        return false;
                    }
                });
        guest = lab.awaitReady(vm);
        assertThat(before).startsWith(text("cat /etc/machine-id"));
        assertThat(text("hostname")).isEqualTo("renamed\n");
        assertThat(text("grep own /etc/hosts")).isEqualTo("1.2.3.4 own\n");
        assertThat(text("wc -l <.ssh/authorized_keys")).isEqualTo("1\n");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aStopIsAPressOfThePowerButton() {
        guest.close();
        engine.stop(vm.name(), Duration.ofSeconds(30));
        assertThat(vms.state(vm.name())).isInstanceOf(VmState.Broken.class);
    }

    private String text(String command) {
        return guest.run(command, LIMIT, 10_000).stdout();
    }

    private String fromNeighbour(String command) {
        var out = new ByteArrayOutputStream();
        engine.exec(neighbour, Exec.of("bash", "-c", command), Streams.of(out, out));
        return out.toString(UTF_8).strip();
    }
}
