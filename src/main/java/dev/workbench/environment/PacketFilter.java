package dev.workbench.environment;

import dev.workbench.container.NetworkInfo;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The nftables rules of an environment without full internet: its own machines and the allowed addresses, nothing else;
 * no name server, not even the engine's embedded one.
 *
 * <p>Refusals are answered at once (ICMP "administratively prohibited"), so that a program fails instead of hanging. The
 * same rules serve the main container's network namespace and a VM's: there the guest's packets are forwarded.
 */
final class PacketFilter {
    private PacketFilter() {}

    /**
     * @param network the environment's own network: all of it is allowed but the bridge's address, which is the host
     * @param allowed IPv4 addresses outside
     */
    static String rules(NetworkInfo network, Collection<String> allowed) {
        var outside = new TreeSet<>(allowed);
        var from = "ip saddr " + network.subnet() + besides(network, "ip saddr");
        var to = "ip daddr " + network.subnet() + besides(network, "ip daddr");
        var opened = outside.isEmpty() ? "" : "ip daddr { " + String.join(", ", outside) + " } accept\n";
        return """
                table inet workbench {
                  chain input {
                    type filter hook input priority 0; policy drop;
                    iif lo accept
                    ct state established,related accept
                    %1$s accept
                  }
                  chain output {
                    type filter hook output priority 0; policy drop;
                    ip daddr 127.0.0.11 reject with icmpx type admin-prohibited
                    oif lo accept
                    ct state established,related accept
                    %2$s accept
                    %3$sreject with icmpx type admin-prohibited
                  }
                  chain forward {
                    type filter hook forward priority 0; policy drop;
                    ct state established,related accept
                    %2$s %1$s accept
                    %3$sreject with icmpx type admin-prohibited
                  }
                }
                """.formatted(from, to, opened);
    }

    /** Podman's internal networks have no bridge address: the host is not on them. */
    private static String besides(NetworkInfo network, String field) {
        return network.gateway().isEmpty() ? "" : " " + field + " != " + network.gateway();
    }
}
