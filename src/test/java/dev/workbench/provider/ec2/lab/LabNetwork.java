package dev.workbench.provider.ec2.lab;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.engine.TestNetworks;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The lab's private network, which other networks of the engine reach as they reach the world. */
record LabNetwork(ContainerEngine engine, String name, String prefix) implements AutoCloseable {
    static final String LABEL = "dev.workbench.test-lab";
    private static final int TRIES = 20;

    /** {@code prefix} is the first two bytes and a dot: the subnet is {@code prefix}0.0/20. */
    static LabNetwork create(ContainerEngine engine, String name) {
        for (int tried = 0; ; tried++) {
            var prefix = "10." + ThreadLocalRandom.current().nextInt(128, 250) + ".";
            try {
                TestNetworks.create(System.getenv(), name, prefix + "0.0/20", prefix + "0.1", Map.of(LABEL, name));
                var network = new LabNetwork(engine, name, prefix);
                network.open();
                return network;
            } catch (WorkbenchException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    String subnet() {
        return prefix + "0.0/20";
    }

    /** Engines keep their networks apart; the world is not kept apart from them. */
    private void open() {
        nft(
                "nft insert rule ip filter DOCKER-USER ip daddr %1$s accept && nft insert rule ip filter DOCKER-USER ip saddr"
                        + " %1$s accept");
    }

    private void nft(String script) {
        var tools = new BaseImages(engine, BuildHost.local(System.getenv())).tools(Progress.SILENT);
        var helper = engine.create(ContainerSpec.of(tools.id())
                .name("wb-" + name + "-nft")
                .labels(Map.of(LABEL, name))
                .network("host")
                .capability("NET_ADMIN")
                .command("sh", "-c", script.formatted(subnet()))
                .build());
        try {
            engine.start(helper);
            var exit = engine.await(helper, Duration.ofMinutes(3));
            if (exit.isEmpty() || exit.get() != 0) {
                throw new IllegalStateException(
                        "the engine's packet filter could not be opened: " + engine.logs(helper, 20));
            }
        } finally {
            engine.remove(helper);
        }
    }

    @Override
    public void close() {
        nft("nft -a list chain ip filter DOCKER-USER | sed -n 's#.*%1$s.*handle ##p' | while read -r handle; do"
                + " nft delete rule ip filter DOCKER-USER handle $handle; done");
        engine.removeNetwork(name);
    }
}
