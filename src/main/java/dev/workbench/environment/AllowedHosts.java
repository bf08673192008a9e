package dev.workbench.environment;

import dev.workbench.error.WorkbenchException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The hosts that a user opened by name, resolved here: inside the environment no name server answers. */
public record AllowedHosts(Map<String, List<String>> addresses) {
    public static final AllowedHosts NONE = new AllowedHosts(Map.of());
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    public AllowedHosts {
        addresses = Map.copyOf(addresses);
    }

    /** @throws WorkbenchException (exit code 2) for a name that is none or that has no IPv4 address */
    public static AllowedHosts resolve(List<String> names) {
        var resolved = new LinkedHashMap<String, List<String>>();
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                throw WorkbenchException.badInput("bad_host", "'" + name + "' is not a host name")
                        .at("--allow-host")
                        .hint("give a name such as api.example.com, without scheme, port or path");
            }
            resolved.put(name, lookUp(name));
        }
        return new AllowedHosts(resolved);
    }

    private static List<String> lookUp(String name) {
        try {
            var found = Arrays.stream(InetAddress.getAllByName(name))
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .sorted()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (UnknownHostException e) {
            // said below
        }
        throw WorkbenchException.badInput("unknown_host", "host '" + name + "' has no IPv4 address")
                .at("--allow-host")
                .hint("check the name and this machine's name server");
    }

    public boolean isEmpty() {
        return addresses.isEmpty();
    }

    public List<String> all() {
        return addresses.values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** The first address of each name, as {@code /etc/hosts} wants it; a literal address needs no entry. */
    public Map<String, String> hosts() {
        var hosts = new LinkedHashMap<String, String>();
        addresses.forEach((name, found) -> {
            if (!found.getFirst().equals(name)) {
                hosts.put(name, found.getFirst());
            }
        });
        return hosts;
    }
}
