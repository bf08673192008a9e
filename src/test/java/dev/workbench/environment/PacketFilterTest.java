package dev.workbench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.container.NetworkInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
    private static final NetworkInfo NETWORK =
            new NetworkInfo("id", "net", true, "172.30.0.0/16", "172.30.0.1", Map.of());

    @Test
    void everyChainDropsByDefault() {
        assertThat(PacketFilter.rules(NETWORK, List.of()).lines().filter(line -> line.contains("hook")))
                .hasSize(3)
                .allMatch(line -> line.endsWith("policy drop;"));
    }

    @Test
    void theHostIsNotOneOfTheEnvironmentsMachines() {
        assertThat(PacketFilter.rules(NETWORK, List.of()))
                .contains("ip daddr 172.30.0.0/16 ip daddr != 172.30.0.1 accept")
                .contains("ip saddr 172.30.0.0/16 ip saddr != 172.30.0.1 accept");
    }

    @Test
    void aNetworkWhoseBridgeHasNoAddressIsItsMachinesAlone() {
        var hostless = new NetworkInfo("id", "net", true, "10.89.0.0/24", "", Map.of());

        assertThat(PacketFilter.rules(hostless, List.of()))
                .contains("ip daddr 10.89.0.0/24 accept", "ip saddr 10.89.0.0/24 accept")
                .doesNotContain("!=");
    }

    @Test
    void theEnginesNameServerIsRefusedBeforeTheLoopbackIsAllowed() {
        var rules = PacketFilter.rules(NETWORK, List.of());

        assertThat(rules.indexOf("127.0.0.11 reject")).isBetween(0, rules.indexOf("oif lo accept"));
    }

    @Test
    void allowedAddressesAreOpenedOutwardsAlone() {
        var rules = PacketFilter.rules(NETWORK, List.of("198.51.100.7", "198.51.100.6"));

        assertThat(rules).containsOnlyOnce("chain input").contains("ip daddr { 198.51.100.6, 198.51.100.7 } accept");
        assertThat(rules.substring(rules.indexOf("chain input"), rules.indexOf("chain output")))
                .doesNotContain("198.51.100");
    }
}
