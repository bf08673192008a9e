package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.base.CloudImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.SmallTar;
import dev.workbench.engine.DockerEngine;
import dev.workbench.family.BuildStep;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.ledger.Ledger;
import dev.workbench.ledger.Scope;
import dev.workbench.packer.Packer;
import dev.workbench.progress.Event;
import dev.workbench.provider.qemu.QemuVms;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.PlainVmAccess;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmLab;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One bake on a real VM; what bakes do in all cases is tried with containers in {@link BakerIT}. */
@Tag("qemu")
@Timeout(600)
class QemuBakeIT {
    private static final VmSpec NO_WISHES = new VmSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            VmSpec.DEFAULT_BASE_IMAGE,
            List.of());

    @Test
    void aRealVmIsBakedAndStartsFromItsImage(@TempDir Path temporary) throws Exception {
        var engine = DockerEngine.connect(System.getenv());
        var bases = new BaseImages(engine, BuildHost.local(System.getenv()));
        var provider = new QemuVms(engine, bases, CloudImages.NONE);
        var kept = provider.ability(ImageCapture.class).orElseThrow();
        var stepLayers = provider.ability(StepLayers.class).orElseThrow();
        var id = "it-" + UUID.randomUUID().toString().substring(0, 8);
        var owner =
                new Ownership(id, "tester@localhost", "0-test", Instant.now().plus(Duration.ofHours(1)));
        var scope = new Scope(new Ledger(temporary.resolve("ledger.jsonl")), owner);
        var packer = new Packer(engine, bases::tools);
        var baker = new Baker(
                engine,
                new PlainVmAccess(),
                packer,
                new BakeLock(temporary.resolve("locks")),
                new Misses(new ImageRecords(temporary.resolve("records"))),
                Map.of());

        var family = family(temporary);
        var steps = List.of("sudo systemctl enable baked", "date +%s%N | sudo tee /opt/time");
        var choice = baker.prepare(recipe(family, provider, steps), provider, scope, QemuBakeIT::tell);
        var images = new ArrayList<ImageChoice>(List.of(choice));
        try {
            assertThat(engine.containers(Map.of(Ownership.LABEL_ENVIRONMENT, id)))
                    .isEmpty();
            assertThat(engine.networks(Map.of(Ownership.LABEL_ENVIRONMENT, id))).isEmpty();
            assertThat(scope.ledger().outstanding()).isEmpty();
            assertThat(read(engine, provider, choice, "cat /opt/message assets/many/499; systemctl is-enabled baked"))
                    .isEqualTo("${still} here\n499enabled\n");

            var ended = new ArrayList<String>();
            var changed = recipe(family, provider, List.of(steps.getFirst(), "echo else | sudo tee /opt/else"));
            var second = baker.prepare(changed, provider, scope, event -> {
                tell(event);
                if (event instanceof Event.PhaseEnded phase) {
                    ended.add(phase.name());
                }
            });
            images.add(second);
            assertThat(ended).contains("build step 4 of 4").doesNotContain("build step 3 of 4");
            var look = "cat /opt/message assets/many/499; systemctl is-enabled baked; ls /opt;"
                    + " grep -c bake .ssh/authorized_keys";
            assertThat(read(engine, provider, second, look)).isEqualTo("${still} here\n499enabled\nelse\nmessage\n0\n");
            damages(engine, provider, second);
            images.remove(second);
            assertThat(kept.find(second.key())).isEmpty();
        } finally {
            for (var each : images) {
                if (each.source() instanceof VmSource.Baked(VmImage image)) {
                    kept.removeImage(image);
                }
            }
            stepLayers.layers().stream()
                    .filter(layer -> layer.family().equals("fam"))
                    .forEach(stepLayers::removeLayer);
            engine.close();
        }
    }

    /** Puts other bytes in the place of an image's disk and starts it. */
    private static void damages(ContainerEngine engine, QemuVms provider, ImageChoice choice) {
        var image = ((VmSource.Baked) choice.source()).image();
        var info = engine.image(image.reference()).orElseThrow();
        var draft = engine.create(
                ContainerSpec.of(image.reference()).command("true").build());
        var name = image.key().substring(7, 23) + ".qcow2";
        engine.upload(
                draft,
                "/image",
                new SmallTar().file(name, 0644, 0, new byte[100]).open());
        engine.commit(draft, info.tags().getFirst(), info.labels(), Map.of());
        engine.remove(draft);
        var damaged = provider.ability(ImageCapture.class)
                .flatMap(images -> images.find(image.key()))
                .orElseThrow();
        try (var lab = new VmLab(engine, provider)) {
            var vm = lab.launch("vm", new VmSource.Baked(damaged), provider.choose(NO_WISHES));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(provider.state(vm.name()))
                            .isInstanceOfSatisfying(
                                    VmState.Broken.class,
                                    broken ->
                                            assertThat(broken.reason()).contains("the disk of its image is damaged")));
        }
    }

    private static TaskFamily family(Path temporary) throws Exception {
        var directory = Files.createDirectory(temporary.toRealPath().resolve("fam"));
        Files.createDirectories(directory.resolve("assets/many"));
        for (var i = 0; i < 500; i++) {
            Files.writeString(directory.resolve("assets/many/" + i), "" + i);
        }
        return new TaskFamily("fam", directory, Optional.empty(), Optional.empty());
    }

    private static Recipe recipe(TaskFamily family, QemuVms provider, List<String> lastSteps) {
        var unit = "printf '[Service]\\nExecStart=/bin/true\\n[Install]\\nWantedBy=multi-user.target\\n'"
                + " | sudo tee /etc/systemd/system/baked.service";
        var steps = new ArrayList<BuildStep>();
        steps.add(new BuildStep.File("assets", "assets"));
        steps.add(new BuildStep.Shell(List.of("echo '${still} here' | sudo tee /opt/message", unit)));
        lastSteps.forEach(command -> steps.add(new BuildStep.Shell(List.of(command))));
        var spec = new VmSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                VmSpec.DEFAULT_BASE_IMAGE,
                List.copyOf(steps));
        return Recipe.of(
                family, "main", spec, provider.choose(spec), family.directory().resolveSibling("hashes"));
    }

    private static String read(ContainerEngine engine, QemuVms provider, ImageChoice choice, String command) {
        var machine = provider.choose(NO_WISHES);
        try (var lab = new VmLab(engine, provider);
                var guest = lab.awaitReady(lab.launch("vm", choice.source(), machine))) {
            return guest.run(command, Duration.ofMinutes(1), 10_000).stdout();
        }
    }

    /** A slow machine's test log shows where the time went. */
    private static void tell(Event event) {
        if (event instanceof Event.PhaseEnded ended) {
            System.err.println(
                    ended.name() + ": " + ended.took().toMillis() + " ms" + (ended.failed() ? ", failed" : ""));
        }
    }
}
