package dev.workbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * The addresses that an engine gives to networks whose subnet nobody chose: {@code default-address-pools} in Docker's
 * {@code daemon.json}, see <a href="https://docs.docker.com/reference/cli/dockerd/">dockerd</a>.
 */
final class AddressPools {
    /** 172.17.0.0/12 without its first, in networks of 16 bits, and 192.168.0.0/16 in networks of 20. */
    private static final long DOCKERS_OWN = 15 + 16;

    private AddressPools() {}

    /** How many networks they are enough for; empty for Podman, which says nothing and has tens of thousands. */
    static OptionalLong networks(JsonNode info, boolean podman) {
        if (podman) {
            return OptionalLong.empty();
        }
        var pools = info.path("DefaultAddressPools");
        return OptionalLong.of(
                pools.isEmpty()
                        ? DOCKERS_OWN
                        : pools.valueStream().mapToLong(AddressPools::networks).sum());
    }

    private static long networks(JsonNode pool) {
        var base = pool.path("Base").asText();
        var bits = base.substring(base.indexOf('/') + 1);
        int apart = pool.path("Size").asInt() - (bits.matches("\\d{1,2}") ? Integer.parseInt(bits) : 0);
        return base.contains(":") || apart < 0 ? 0 : 1L << Math.min(apart, 30);
    }
}
