package dev.workbench.provider.ec2.lab;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.SmallTar;
import dev.workbench.remote.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The machines behind the instances: a container each, at the instance's own address. */
final class LabMachines implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final String USER = "etc/cloud/cloud.cfg.d/96_user.cfg";
    private static final String SEED = "var/lib/cloud/seed/nocloud/";

    private final ContainerEngine engine;
    private final String lab;
    private final String machineImage;
    private final Consumer<String> ended;
    private final Map<String, String> containers = new ConcurrentHashMap<>();
    private final Map<String, String> captured = new ConcurrentHashMap<>();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    /**
     * @param lab the lab's network and the label of all that it runs
     * @param ended told the id of an instance whose machine has ended by itself
     */
    LabMachines(ContainerEngine engine, String lab, String machineImage, Consumer<String> ended) {
        this.engine = engine;
        this.lab = lab;
        this.machineImage = machineImage;
        this.ended = ended;
    }

    /** What makes one machine of an image, whose administrator, unless it is a captured one, is {@code admin}. */
    record Start(
            String instance,
            String image,
            String address,
            String userData,
            String publicKey,
            Map<String, String> tags,
            String filter,
            String admin) {}

    void start(Start start) {
        var container = engine.create(ContainerSpec.of(captured.getOrDefault(start.image(), machineImage))
                .name("wb-" + lab + "-" + start.instance())
                .labels(Map.of(LabNetwork.LABEL, lab))
                .network(lab)
                .address(start.address())
                .capability("NET_ADMIN")
                .capability("SYS_ADMIN") // for its host name
                .user("0")
                .command("sh", "/run/lab/boot.sh")
                .build());
        containers.put(start.instance(), container);
        engine.upload(container, "/", seed(start).open());
        engine.start(container);
        Thread.ofVirtual().start(() -> {
            engine.await(container, LONGEST);
            if (!removed.contains(start.instance())) {
                ended.accept(start.instance());
            }
        });
    }

    private SmallTar seed(Start start) {
        var tar = new SmallTar()
                .file(SEED + "user-data", 0600, 0, bytes(start.userData()))
                .file(
                        SEED + "meta-data",
                        0644,
                        0,
                        bytes("instance-id: %s\nlocal-hostname: ip\npublic-keys:\n  - %s\n"
                                .formatted(start.instance(), start.publicKey())))
                .file("run/lab/boot.sh", 0755, 0, bytes(LabImages.resource("boot.sh")))
                .file("run/lab/metadata.py", 0644, 0, bytes(LabImages.resource("metadata.py")))
                .file("run/lab/filter.nft", 0644, 0, bytes(start.filter()));
        if (!captured.containsKey(start.image())) {
            tar.file(USER, 0644, 0, bytes(LabImages.resource("user.cfg").formatted(start.admin())));
        }
        start.tags().forEach((key, value) -> tar.file("run/lab/tags/" + key, 0644, 0, bytes(value)));
        return tar;
    }

    /** The machine's metadata says so from now on. */
    void tag(String instance, Map<String, String> tags) {
        var container = containers.get(instance);
        if (container != null) {
            var tar = new SmallTar();
            tags.forEach((key, value) -> tar.file(key, 0644, 0, bytes(value)));
            engine.upload(container, "/run/lab/tags", tar.open());
        }
    }

    void remove(String instance) {
        removed.add(instance);
        var container = containers.remove(instance);
        if (container != null) {
            engine.remove(container);
        }
    }

    void capture(String instance, String image) {
        var container = containers.getOrDefault(instance, "");
        engine.exec(container, Exec.of("rm", "-rf", "/run/lab/tags"), Streams.discarding());
        var taken = engine.commit(container, "workbench/test-ami:" + image, Map.of(LabNetwork.LABEL, lab), Map.of());
        captured.put(image, taken.id());
    }

    String console(String instance) {
        var container = containers.get(instance);
        return container == null ? "" : engine.logs(container, 200);
    }

    Set<String> running() {
        return Set.copyOf(containers.keySet());
    }

    @Override
    public void close() {
        running().forEach(this::remove);
        captured.values().forEach(engine::removeImage);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
