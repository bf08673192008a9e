package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.base.Bundled;
import dev.workbench.base.CloudImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.SmallTar;
import dev.workbench.engine.DockerEngine;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import dev.workbench.vm.VmLab;
import dev.workbench.vm.VmSource;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** VM bases from a disk image that is downloaded: here one that is made, and served, in a container. */
@Tag("qemu")
@Timeout(600)
class CloudImageIT {
    private static final VmSpec SPEC =
            new VmSpec(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of());

    private final ContainerEngine engine = DockerEngine.connect(System.getenv());
    private final BaseImages bases = new BaseImages(engine, BuildHost.local(System.getenv()));

    @Test
    void aMachineFromACloudImageHasOurAdminUserOurNetworkAndAllOfTheDisk() {
        var server = serveLookAlike();
        try {
            var url = "http://"
                    + engine.inspect(server)
                            .orElseThrow()
                            .addresses()
                            .values()
                            .iterator()
                            .next() + ":8080/image.qcow2";
            refusesAnotherFile(url);
            var official = new CloudImages.CloudImage(URI.create(url), output(server, "cat", "/srv/sha512"));
            var images = new CloudImages(Optional.of(official));
            var base = bases.vmBase(images, Progress.SILENT);
            try {
                assertThat(base.identity()).contains(official.sha512());
                boots(new QemuVms(engine, bases, images));
            } finally {
                new Snapshots(engine).removeAll(base.image().id());
                engine.removeImage(base.image().id());
            }
        } finally {
            engine.remove(server);
        }
    }

    private void refusesAnotherFile(String url) {
        var other = new CloudImages.CloudImage(URI.create(url), "0".repeat(128));
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> bases.vmBase(new CloudImages(Optional.of(other)), Progress.SILENT))
                .satisfies(e -> assertThat(e.details())
                        .hasValueSatisfying(
                                details -> assertThat(details).contains("is not the one that was asked for")));
    }

    private void boots(QemuVms vms) {
        try (var lab = new VmLab(engine, vms)) {
            var vm = lab.launch("cloud", new VmSource.Base("debian-12"), vms.choose(SPEC));
            try (var guest = lab.awaitReady(vm)) {
                assertThat(text(guest, "whoami")).isEqualTo("admin\n");
                assertThat(text(guest, "sudo -n id -u")).isEqualTo("0\n");
                assertThat(text(guest, "df --output=size -BG / | tail -1").strip())
                        .isIn("19G", "20G");
                assertThat(text(guest, "systemctl is-active systemd-networkd")).isEqualTo("active\n");
                assertThat(text(guest, "networkctl --no-legend list eth0")).contains("unmanaged");
                assertThat(text(guest, "systemctl is-enabled apt-daily.timer")).isEqualTo("masked\n");
                assertThat(text(guest, "findmnt --noheadings --output SOURCE /"))
                        .isEqualTo("/dev/vda\n");
            }
        }
    }

    private String serveLookAlike() {
        var server = engine.create(ContainerSpec.of(
                        bases.vmBase(CloudImages.NONE, Progress.SILENT).image().id())
                .name("wb-it-look-alike-" + UUID.randomUUID())
                .command("sh", "/look-alike.sh")
                .build());
        var script = new SmallTar()
                .file("look-alike.sh", 0755, 0, Bundled.file(CloudImageIT.class, "look-alike.sh"))
                .open();
        engine.upload(server, "/", script);
        engine.start(server);
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> engine.exec(server, Exec.of("test", "-e", "/srv/sha512"), Streams.discarding()) == 0);
        return server;
    }

    private String output(String container, String... command) {
        var out = new ByteArrayOutputStream();
        assertThat(engine.exec(container, Exec.of(command), Streams.of(out, out)))
                .isZero();
        return out.toString(UTF_8).strip();
    }

    private static String text(Guest guest, String command) {
        return guest.run(command, Duration.ofSeconds(60), 10_000).stdout();
    }
}
