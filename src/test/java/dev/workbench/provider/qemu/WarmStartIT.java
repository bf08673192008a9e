package dev.workbench.provider.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.base.CloudImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.SmallTar;
import dev.workbench.engine.DockerEngine;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.vm.Machine;
import dev.workbench.vm.VmLab;
import dev.workbench.vm.VmSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Machines that were resumed from one snapshot. */
@Tag("qemu")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class WarmStartIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final VmSource BASE = new VmSource.Base("debian-12");

    private final ContainerEngine engine = DockerEngine.connect(System.getenv());
    private final BaseImages bases = new BaseImages(engine, BuildHost.local(System.getenv()));
    private final QemuVms vms = new QemuVms(engine, bases, CloudImages.NONE);
    private Machine machine;
    private VmLab lab;

    @BeforeAll
    void prepare() {
        vms.prepareBase("debian-12", Progress.SILENT);
        machine = vms.choose(new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of()));
        lab = new VmLab(engine, vms);
    }

    @AfterAll
    void destroy() {
        lab.close();
        engine.close();
    }

    @Test
    void machinesOfOneSnapshotShareNothingThatMakesThemOneMachine() {
        var first = lab.launch("first", BASE, machine);
        try (var one = lab.awaitReady(first)) {
            assertThat(vms.started(first.name())).contains("resumed from its image's snapshot");

            var begun = System.nanoTime();
            var second = lab.launch("second", BASE, machine);
            try (var other = lab.awaitReady(second)) {
                System.err.printf("resumed in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
                assertThat(vms.started(second.name())).contains("resumed from its image's snapshot");
                isItself(one, first);
                isItself(other, second);
                for (var secret : List.of(
                        "cat /etc/machine-id",
                        "sudo cat /etc/ssh/ssh_host_ed25519_key",
                        "cat .ssh/authorized_keys",
                        "cat /proc/sys/kernel/random/uuid",
                        "head -c 32 /dev/urandom | base64")) {
                    assertThat(text(one, secret)).isNotBlank().isNotEqualTo(text(other, secret));
                }
            } finally {
                vms.destroyAndVerify(second.name());
            }
        } finally {
            vms.destroyAndVerify(first.name());
        }
    }

    /** That the login worked at all shows that the host key is the pinned one. */
    private static void isItself(Guest guest, VmLab.Launched vm) {
        assertThat(text(
                        guest,
                        "hostname; cat /etc/hostname; sudo grep -c snapshot /etc/hosts; wc -l <.ssh/authorized_keys"))
                .isEqualTo("%1$s\n%1$s\n0\n1\n".formatted(vm.identity().hostname()));
        assertThat(text(guest, "cat /etc/ssh/ssh_host_ed25519_key.pub; ls /etc/ssh/ssh_host_*"))
                .isEqualTo(vm.identity().hostPublicKey()
                        + "\n/etc/ssh/ssh_host_ed25519_key\n/etc/ssh/ssh_host_ed25519_key.pub\n");
        assertThat(text(guest, "systemctl --failed --no-legend")).isEmpty();
        assertThat(text(guest, "sleep 1; sudo journalctl --no-pager -n 50 -u ssh"))
                .contains("Accepted publickey");
        var clock = Long.parseLong(text(guest, "date +%s").strip());
        assertThat(Math.abs(Instant.now().getEpochSecond() - clock)).isLessThan(3);
    }

    @Test
    void aDamagedSnapshotIsNoticedSetAsideAndSaid() {
        var image = bases.vmBase(CloudImages.NONE, Progress.SILENT).image().id();
        var accelerator = Accelerator.of(engine.info());
        var key = new SnapshotKey(image, new CommandLine(accelerator, machine), java.nio.file.Path.of("/")).text();
        var snapshots = new Snapshots(engine);
        vms.destroyAndVerify(lab.launch("first", BASE, machine).name()); // makes the snapshot, if there is none
        var whole = ((Snapshots.Snapshot.Usable) snapshots.find(key).orElseThrow()).image();
        var reference = engine.image(whole).orElseThrow().tags().getFirst();
        tag(whole, reference, true);
        try {
            var vm = lab.launch("damaged", BASE, machine);
            try (var guest = lab.awaitReady(vm)) {
                assertThat(vms.started(vm.name()).orElseThrow())
                        .startsWith("booted, because its image's snapshot is damaged");
                assertThat(text(guest, "hostname")).isEqualTo(vm.identity().hostname() + "\n");
                assertThat(snapshots.find(key)).isEmpty();
            } finally {
                vms.destroyAndVerify(vm.name());
            }
        } finally {
            tag(whole, reference, false);
        }
        assertThat(snapshots.find(key)).isPresent();
    }

    /** Puts a copy of a snapshot in its place, whole or damaged. */
    private void tag(String snapshot, String reference, boolean damaged) {
        var copy = engine.create(ContainerSpec.of(snapshot)
                .name("wb-" + lab.id() + "-copy")
                .command("true")
                .build());
        try {
            if (damaged) {
                var bytes = new SmallTar().file("memory.zst", 0644, 0, new byte[] {1, 2, 3});
                engine.upload(copy, "/image/warm", bytes.open());
            }
            engine.commit(copy, reference, Map.of(), Map.of());
        } finally {
            engine.remove(copy);
        }
    }

    private static String text(Guest guest, String command) {
        return guest.run(command, LIMIT, 10_000).stdout();
    }
}
